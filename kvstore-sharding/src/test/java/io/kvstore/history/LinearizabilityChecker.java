package io.kvstore.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import io.kvstore.history.RecordedCall.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides whether a history is linearizable (Herlihy, Wing,
 * <i>Linearizability: A Correctness Condition for Concurrent Objects</i>, 1990). Each call gets one moment between its
 * invocation and its return. In the order of these moments, all calls must have the replies of a {@link Register}. A
 * store is linearizable if each key is, so each key is searched on its own.
 *
 * <p>In addition, the calls of one caller on one key must take effect in the order in which they were made. This
 * matters only for asynchronous calls. Calls of unknown fate may take effect later.
 *
 * <p>A key with a time-to-live is absent from some moment on ({@link #withEnds}).
 *
 * <p>Keys are absent at first. Written values must be unique, and versions must come from reads of the same history.
 */
final class LinearizabilityChecker {

    private static final int MOST_CALLS = 1_000;

    private final int mostConfigurations;
    private final Duration rounding;

    /** Limits the work per key to some seconds. */
    LinearizabilityChecker() {
        this(Duration.ZERO);
    }

    /** @param rounding how much earlier than its time-to-live a key may expire */
    LinearizabilityChecker(Duration rounding) {
        this(1_000_000, rounding);
    }

    /** @param mostConfigurations the most configurations per key; beyond that, the check fails with an error */
    LinearizabilityChecker(int mostConfigurations) {
        this(mostConfigurations, Duration.ZERO);
    }

    private LinearizabilityChecker(int mostConfigurations, Duration rounding) {
        this.mostConfigurations = mostConfigurations;
        this.rounding = rounding;
    }

    /** Returns a key that is not linearizable, or empty if all are. */
    Optional<Counterexample> check(Collection<RecordedCall> history) {
        return history.stream()
                .filter(call -> call.fate() != Fate.NOT_APPLIED)
                .collect(groupingBy(RecordedCall::key, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(calls -> checkKey(calls).stream())
                .findFirst();
    }

    private Optional<Counterexample> checkKey(List<RecordedCall> calls) {
        String key = calls.get(0).key();
        if (calls.size() > MOST_CALLS) {
            throw new IllegalArgumentException(
                    key + ": " + calls.size() + " calls are more than the " + MOST_CALLS + " that can be searched");
        }
        refuseValuesWrittenTwice(calls);
        return new LinearizationSearch(withEnds(calls, rounding), mostConfigurations).run();
    }

    /**
     * Adds a call for each expiry. It takes effect when the time-to-live has passed, counted from some moment of the
     * call that set it.
     */
    static List<RecordedCall> withEnds(List<RecordedCall> calls, Duration rounding) {
        List<RecordedCall> all = new ArrayList<>(calls);
        for (RecordedCall call : calls) {
            long ttl = call.request().ttl();
            if (ttl > 0 && (call.reply() == null || call.reply().yes())) {
                all.add(new RecordedCall(
                        call.caller(),
                        call.key(),
                        call.request().end(),
                        call.fate(),
                        call.fate() == Fate.RETURNED ? Reply.TRUE : null,
                        call.invoked() + ttl - rounding.toNanos(),
                        call.returned() + ttl));
            }
        }
        return all;
    }

    private static void refuseValuesWrittenTwice(List<RecordedCall> calls) {
        List<String> values = calls.stream()
                .map(call -> call.request().value())
                .filter(value -> value != null)
                .collect(toCollection(ArrayList::new));
        Set<String> distinct = new HashSet<>(values);
        distinct.forEach(values::remove);
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("values that were written twice: " + values);
        }
    }
}
