package io.kvstore.history;

import static java.util.stream.Collectors.toMap;

import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches an order for the calls on one key. Not thread-safe; runs once.
 *
 * <p>It places one call after the other. Those that may be next were invoked before the earliest deadline of all that
 * are not placed yet, and no call of their own caller is before them; each whose reply fits is tried, and taken back where it leads nowhere (Wing, Gong, <i>Testing and
 * Verifying Concurrent Objects</i>, 1993). A configuration, the set of calls placed and the register they leave, is
 * tried once, in whatever order it was reached (Lowe, <i>Testing for Linearizability</i>, 2017).
 *
 * <p>Two things keep it short. A call that changes nothing and fits is placed at once, without an alternative: moved
 * forward from any later place, it would disturb nobody. And a call of unknown fate, which has no deadline and need
 * not be placed, is tried last, and only where it changes something.
 */
final class LinearizationSearch {

    private final List<RecordedCall> calls;
    private final Map<String, Long> versions;
    private final long mustBePlaced;
    private final int mostConfigurations;
    private final Set<Configuration> tried = new HashSet<>();
    private final BitSet placed = new BitSet();
    private final List<RecordedCall> order = new ArrayList<>();
    private int returned;
    private int furthest = -1;
    private @Nullable Counterexample counterexample;

    /** The calls that are placed, and what they leave. */
    private record Configuration(BitSet placed, Register register) {}

    LinearizationSearch(List<RecordedCall> history, int mostConfigurations) {
        this.calls = history.stream()
                .sorted(Comparator.comparingLong(RecordedCall::invoked))
                .toList();
        this.versions = versions(calls);
        this.mustBePlaced =
                calls.stream().filter(call -> call.fate() == Fate.RETURNED).count();
        this.mostConfigurations = mostConfigurations;
    }

    /** Which version each value has that somebody read with its version; who told first is believed. */
    private static Map<String, Long> versions(List<RecordedCall> calls) {
        return calls.stream()
                .map(RecordedCall::reply)
                .flatMap(Stream::ofNullable)
                .filter(reply -> reply.version() > 0)
                .collect(toMap(Reply::value, Reply::version, (first, second) -> first));
    }

    /** A counterexample, or empty if there is an order. */
    Optional<Counterexample> run() {
        return place(Register.ABSENT) ? Optional.empty() : Optional.ofNullable(counterexample);
    }

    private boolean place(Register register) {
        if (returned == mustBePlaced) {
            return true;
        }
        if (!tried.add(new Configuration((BitSet) placed.clone(), register))) {
            return false;
        }
        if (tried.size() > mostConfigurations) {
            throw new IllegalStateException("undecided after " + mostConfigurations + " configurations: key "
                    + calls.get(0).key() + ", " + calls.size() + " calls, of which " + (calls.size() - mustBePlaced)
                    + " of unknown fate");
        }
        List<Integer> next = candidates();
        remember(register, next);
        for (int call : next) {
            if (register.equals(after(register, calls.get(call)))) {
                return placeNext(call, register);
            }
        }
        for (int call : next) {
            Register after = after(register, calls.get(call));
            if (after != null && placeNext(call, after)) {
                return true;
            }
        }
        return false;
    }

    private boolean placeNext(int index, Register after) {
        RecordedCall call = calls.get(index);
        int one = call.fate() == Fate.RETURNED ? 1 : 0;
        placed.set(index);
        order.add(call);
        returned += one;
        if (place(after)) {
            return true;
        }
        returned -= one;
        order.remove(order.size() - 1);
        placed.clear(index);
        return false;
    }

    /** The calls that may be next, those of unknown fate at the end. */
    private List<Integer> candidates() {
        List<Integer> next = new ArrayList<>();
        Set<Integer> callersBefore = new HashSet<>();
        long deadline = Long.MAX_VALUE;
        for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
            RecordedCall call = calls.get(i);
            if (call.invoked() > deadline) {
                break;
            }
            deadline = Math.min(deadline, call.deadline());
            if (call.fate() == Fate.UNKNOWN
                    ? !callersBefore.contains(call.caller())
                    : callersBefore.add(call.caller())) {
                next.add(i);
            }
        }
        next.sort(Comparator.comparing(i -> calls.get(i).fate() == Fate.UNKNOWN));
        return next;
    }

    /** The register after a call, or null if the call cannot be next or need not be. */
    private @Nullable Register after(Register register, RecordedCall call) {
        return register.step(call.request(), versions)
                .filter(step -> call.fate() == Fate.RETURNED
                        ? step.reply().equals(call.reply())
                        : !step.after().equals(register))
                .map(Register.Step::after)
                .orElse(null);
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
