package io.kvstore.history;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The point where the search for an order of a key's calls got furthest. Immutable.
 *
 * @param calls all calls on the key
 * @param placed the longest order found
 * @param register the state after that order
 * @param stuck one of these calls must be next, but none fits
 * @param open calls of unknown fate that could be next, but do not help
 */
record Counterexample(
        List<RecordedCall> calls,
        List<RecordedCall> placed,
        Register register,
        List<RecordedCall> stuck,
        List<RecordedCall> open) {

    private static final int SHOWN = 8;

    String key() {
        return calls.get(0).key();
    }

    /** The calls that wrote the values that the stuck calls read, unless they are shown anyway. */
    private List<RecordedCall> writers() {
        List<String> read = stuck.stream()
                .map(RecordedCall::valueRead)
                .filter(Objects::nonNull)
                .toList();
        return calls.stream()
                .filter(call -> read.contains(call.request().value()))
                .filter(call -> !lastPlaced().contains(call) && !stuck.contains(call) && !open.contains(call))
                .toList();
    }

    /** The calls that must still read the value of the register. So no call that overwrites it can be next. */
    private List<RecordedCall> readers() {
        return calls.stream()
                .filter(call -> register.value() != null && register.value().equals(call.valueRead()))
                .filter(call -> !placed.contains(call) && !stuck.contains(call))
                .toList();
    }

    private List<RecordedCall> lastPlaced() {
        return placed.subList(Math.max(0, placed.size() - SHOWN), placed.size());
    }

    @Override
    public String toString() {
        return "key " + key() + " is not linearizable: of " + calls.size() + " calls " + placed.size()
                + " can be put in an order, which ends with" + lines(lastPlaced())
                + "\nand leaves: " + register
                + "\nOne of these would have to be next, and none can be:" + lines(stuck)
                + (readers().isEmpty() ? "" : "\nWhat is left is yet to be read by:" + lines(readers()))
                + (open.isEmpty() ? "" : "\nof unknown fate, and of no help:" + lines(open))
                + (writers().isEmpty() ? "" : "\nWhat they read was written by:" + lines(writers()));
    }

    private static String lines(Collection<RecordedCall> calls) {
        return calls.stream().map(call -> "\n    " + call).collect(joining());
    }
}
