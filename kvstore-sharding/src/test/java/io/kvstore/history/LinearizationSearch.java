package io.kvstore.history;

import static java.util.stream.Collectors.toMap;

import io.kvstore.history.RecordedCall.Fate;
import io.kvstore.history.Request.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of the calls on one key. Not thread-safe; runs once.
 *
 * <p>It places one call after the other. A call can be next if it was invoked before the earliest deadline of all calls
 * that are not placed, and if all earlier calls of its caller are placed. Each call whose reply fits is tried. If that
 * leads nowhere, it is removed again (Wing, Gong, <i>Testing and Verifying Concurrent Objects</i>, 1993). A
 * configuration is the set of placed calls and the register after them. Each is tried once, even if it is reached in
 * several orders (Lowe, <i>Testing for Linearizability</i>, 2017).
 *
 * <p>Several rules keep the search short:
 * <ul>
 * <li>A call that fits and changes nothing is placed at once, without an alternative. Moving it forward from a later
 * place cannot make another call wrong.
 * <li>A value is not overwritten while a read that saw it is not placed. Each value is written once, so it would not
 * come back.
 * <li>Calls of unknown fate have no deadline and need not be placed. They are tried last, and only if they change
 * something that the next call needs. If several of them differ in nothing that a read saw, only the first is tried.
 * They are not tried in a configuration that was already tried without them.
 * </ul>
 */
final class LinearizationSearch {

    private final List<RecordedCall> calls;
    private final Map<String, Long> versions;
    private final Map<String, Integer> writers; // the call that wrote a value or set an expiry
    private final long mustBePlaced;
    private final int mostConfigurations;
    private final DeadEnds deadEnds;
    private final Map<String, Integer> unread = new HashMap<>(); // the number of reads per value that are not placed
    private final BitSet placed = new BitSet();
    private final List<RecordedCall> order = new ArrayList<>();
    private int returned;
    private int furthest = -1;
    private @Nullable Counterexample counterexample;

    LinearizationSearch(List<RecordedCall> history, int mostConfigurations) {
        this.calls = history.stream()
                .sorted(Comparator.comparingLong(RecordedCall::invoked))
                .toList();
        this.versions = versions(calls);
        this.writers = IntStream.range(0, calls.size())
                .filter(i -> isWrite(calls.get(i).request()))
                .boxed()
                .collect(toMap(i -> calls.get(i).request().value(), i -> i));
        this.mustBePlaced =
                calls.stream().filter(call -> call.fate() == Fate.RETURNED).count();
        this.mostConfigurations = mostConfigurations;
        this.deadEnds = new DeadEnds(unknown(calls));
        calls.forEach(call -> countUnread(call, 1));
    }

    private static boolean isWrite(Request request) {
        return request.kind() != Kind.END && request.value() != null;
    }

    /** The version of each value, from the first read that returned both. */
    private static Map<String, Long> versions(List<RecordedCall> calls) {
        return calls.stream()
                .map(RecordedCall::reply)
                .flatMap(Stream::ofNullable)
                .filter(reply -> reply.version() > 0)
                .collect(toMap(Reply::value, Reply::version, (first, second) -> first));
    }

    private static BitSet unknown(List<RecordedCall> calls) {
        return IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).fate() == Fate.UNKNOWN)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Returns a counterexample, or empty if there is an order. */
    Optional<Counterexample> run() {
        return place(Register.ABSENT, null) ? Optional.empty() : Optional.ofNullable(counterexample);
    }

    /**
     * Places the remaining calls.
     *
     * @param before if the last call is of unknown fate, the register before it; a call that fits there did not need it
     */
    private boolean place(Register register, @Nullable Register before) {
        if (returned == mustBePlaced) {
            return true;
        }
        if (!deadEnds.add(placed, register)) {
            return false;
        }
        if (deadEnds.size() > mostConfigurations) {
            throw new IllegalStateException("undecided after " + mostConfigurations + " configurations: key "
                    + calls.get(0).key() + ", " + calls.size() + " calls, of which " + (calls.size() - mustBePlaced)
                    + " of unknown fate");
        }
        List<Integer> next = candidates();
        remember(register, next);
        for (int call : next) {
            if (register.equals(after(register, calls.get(call))) && !mayMatterLater(calls.get(call))) {
                return placeNext(call, register, null);
            }
        }
        for (int index : next) {
            RecordedCall call = calls.get(index);
            Register after = after(register, call);
            boolean needed = after != null && (before == null || !after.isNoBetterThan(after(before, call)));
            if (needed && placeNext(index, after, call.fate() == Fate.UNKNOWN ? register : null)) {
                return true;
            }
        }
        return false;
    }

    /** A persist changes nothing on a key without a time-to-live. It does if the key gets a time-to-live before it. */
    private static boolean mayMatterLater(RecordedCall call) {
        return call.request().kind() == Kind.EXPIRE
                && call.reply() != null
                && call.reply().yes();
    }

    private boolean placeNext(int index, Register after, @Nullable Register before) {
        RecordedCall call = calls.get(index);
        int one = call.fate() == Fate.RETURNED ? 1 : 0;
        placed.set(index);
        order.add(call);
        returned += one;
        countUnread(call, -1);
        if (place(after, before)) {
            return true;
        }
        countUnread(call, 1);
        returned -= one;
        order.remove(order.size() - 1);
        placed.clear(index);
        return false;
    }

    private void countUnread(RecordedCall call, int more) {
        String value = call.valueRead();
        if (value != null) {
            unread.merge(value, more, Integer::sum);
        }
    }

    /** The calls that can be next, those of unknown fate last. An expiry comes after the call that set it. */
    private List<Integer> candidates() {
        List<Integer> next = new ArrayList<>();
        Set<Integer> callersBefore = new HashSet<>();
        Set<Request> unknown = new HashSet<>();
        long deadline = Long.MAX_VALUE;
        for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
            RecordedCall call = calls.get(i);
            if (call.invoked() > deadline) {
                break;
            }
            deadline = Math.min(deadline, call.deadline());
            if (call.request().kind() == Kind.END) {
                if (placed.get(writers.get(call.request().value()))) {
                    next.add(i);
                }
            } else if (call.fate() == Fate.UNKNOWN
                    ? !callersBefore.contains(call.caller()) && unknown.add(asSeen(call.request()))
                    : callersBefore.add(call.caller())) {
                next.add(i);
            }
        }
        next.sort(Comparator.comparing(i -> calls.get(i).fate() == Fate.UNKNOWN));
        return next;
    }

    /** The request without its value, if no read saw the value. */
    private Request asSeen(Request request) {
        return unread.containsKey(request.value()) || request.ttl() > 0
                ? request
                : new Request(request.kind(), null, request.version(), 0);
    }

    /** The register after a call. Null if the call cannot be next, or need not be. */
    private @Nullable Register after(Register register, RecordedCall call) {
        return register.step(call.request(), versions)
                .filter(step -> call.fate() == Fate.RETURNED
                        ? step.reply().equals(call.reply())
                        : !step.after().equals(register))
                .map(Register.Step::after)
                .filter(after -> !overwrites(register, after) || unread.getOrDefault(register.value(), 0) == 0)
                .orElse(null);
    }

    private static boolean overwrites(Register register, Register after) {
        return register.value() != null && !register.value().equals(after.value());
    }

    /** Keeps the longest order, for the counterexample. */
    private void remember(Register register, List<Integer> next) {
        if (returned > furthest) {
            furthest = returned;
            List<RecordedCall> stuck = next.stream()
                    .filter(i -> calls.get(i).fate() == Fate.RETURNED)
                    .map(calls::get)
                    .toList();
            List<RecordedCall> open = next.stream()
                    .filter(i -> calls.get(i).fate() == Fate.UNKNOWN)
                    .map(calls::get)
                    .toList();
            counterexample = new Counterexample(calls, List.copyOf(order), register, stuck, open);
        }
    }
}
