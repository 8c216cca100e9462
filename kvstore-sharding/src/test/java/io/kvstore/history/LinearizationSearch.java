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
 * Searches an order for the calls on one key. Not thread-safe; runs once.
 *
 * <p>It places one call after the other. Those that may be next were invoked before the earliest deadline of all that
 * are not placed yet, and no call of their own caller is before them; each whose reply fits is tried, and taken back
 * where it leads nowhere (Wing, Gong, <i>Testing and Verifying Concurrent Objects</i>, 1993). A configuration, the set of
 * calls placed and the register they leave, is tried once, in whatever order it was reached (Lowe, <i>Testing for
 * Linearizability</i>, 2017).
 *
 * <p>What keeps it short: a call that changes nothing and fits is placed at once, without an alternative; moved forward
 * from any later place, it would disturb nobody. A value is not overwritten while a read that saw it is not placed; it is
 * written once, and would not come back. And calls of unknown fate, which have no deadline and need not be placed, are
 * tried last; only where they change something that the next call needs; of several that differ in nothing that anyone
 * saw, the first; and not in configurations that were tried without them.
 */
final class LinearizationSearch {

    private final List<RecordedCall> calls;
    private final Map<String, Long> versions;
    private final Map<String, Integer> writers; // which call wrote a value or gave a life
    private final long mustBePlaced;
    private final int mostConfigurations;
    private final DeadEnds deadEnds;
    private final Map<String, Integer> unread = new HashMap<>(); // how many reads that saw a value are not placed
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

    /** Which version each value has that somebody read with its version; who told first is believed. */
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

    /** A counterexample, or empty if there is an order. */
    Optional<Counterexample> run() {
        return place(Register.ABSENT, null) ? Optional.empty() : Optional.ofNullable(counterexample);
    }

    /**
     * Places the calls that are left.
     *
     * @param before if the last call is of unknown fate, the register before it: what fits there did not need that call
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

    /** What persists a key changes nothing of one that lasts, but would of one that was given a life meanwhile. */
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

    /** The calls that may be next, those of unknown fate at the end. A life ends after it was given. */
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

    /** The request without its value, if nobody saw that. */
    private Request asSeen(Request request) {
        return unread.containsKey(request.value()) || request.ttl() > 0
                ? request
                : new Request(request.kind(), null, request.version(), 0);
    }

    /** The register after a call, or null if the call cannot be next or need not be. */
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

    /** What came furthest is the counterexample, if nothing comes through. */
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
