package io.kvstore.history;

import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A short history of one register, with callers that overlap at random. Not thread-safe. */
final class RandomHistory {

    private static final int TIMES = 20;
    private static final long NEVER_WRITTEN = 1;

    private final Random random;
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Long> versionsRead = new ArrayList<>(List.of(NEVER_WRITTEN));
    private final Map<Long, List<Request>> ends = new TreeMap<>(); // the expiries, by time

    /** When a call starts, takes effect and ends. A call of unknown fate may end before it takes effect. */
    private record Planned(int caller, Fate fate, long invoked, long effect, long returned) {}

    private RandomHistory(Random random) {
        this.random = random;
    }

    static List<RecordedCall> of(int calls, Random random) {
        return new RandomHistory(random).run(calls);
    }

    private List<RecordedCall> run(int calls) {
        List<Planned> plan = IntStream.range(0, calls)
                .mapToObj(this::plan)
                .sorted(Comparator.comparingLong(Planned::effect))
                .toList();
        Register register = Register.ABSENT;
        List<RecordedCall> history = new ArrayList<>();
        for (Planned call : plan) {
            register = endLives(register, call.effect());
            Request request = request("v" + call.caller());
            versions.put("v" + call.caller(), 2L + 2L * history.size());
            Register.Step step = register.step(request, versions).orElseThrow();
            boolean returned = call.fate() == Fate.RETURNED;
            if (returned || call.effect() < TIMES) {
                register = step.after();
                if (request.ttl() > 0 && step.reply().yes()) {
                    ends.computeIfAbsent(call.effect() + request.ttl(), time -> new ArrayList<>())
                            .add(request.end());
                }
            }
            if (returned && step.reply().version() > 0) {
                versionsRead.add(step.reply().version());
            }
            Reply reply = returned ? step.reply() : null;
            history.add(
                    new RecordedCall(call.caller(), "k", request, call.fate(), reply, call.invoked(), call.returned()));
        }
        return history;
    }

    private Register endLives(Register register, long now) {
        Register left = register;
        for (Map.Entry<Long, List<Request>> end : ends.entrySet()) {
            for (Request life : end.getKey() <= now ? end.getValue() : List.<Request>of()) {
                left = left.step(life, versions).orElseThrow().after();
            }
        }
        return left;
    }

    private Planned plan(int caller) {
        long invoked = random.nextInt(TIMES);
        long middle = invoked + random.nextInt(5);
        return random.nextInt(4) == 0
                ? new Planned(caller, Fate.UNKNOWN, invoked, middle + random.nextInt(TIMES), middle)
                : new Planned(caller, Fate.RETURNED, invoked, middle, middle + random.nextInt(5));
    }

    private Request request(String value) {
        long ttl = Math.max(0, random.nextInt(20) - 10);
        return switch (random.nextInt(10)) {
            case 0 -> Request.get();
            case 1 -> Request.getEntry();
            case 2 -> Request.put(value).withTtl(ttl);
            case 3 -> Request.delete();
            case 4 -> Request.putIfAbsent(value).withTtl(ttl);
            case 6 -> Request.compareAndDelete(versionsRead.get(random.nextInt(versionsRead.size())));
            case 5 -> Request.expire(value).withTtl(ttl);
            case 7 -> Request.getAndExpire(value).withTtl(Math.max(1, ttl));
            case 8 -> Request.increment(1 + random.nextInt(Integer.MAX_VALUE));
            default ->
                Request.compareAndSet(versionsRead.get(random.nextInt(versionsRead.size())), value)
                        .withTtl(ttl);
        };
    }
}
