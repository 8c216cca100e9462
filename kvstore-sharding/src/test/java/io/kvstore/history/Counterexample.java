package io.kvstore.history;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Where the search for an order of a key's calls came furthest, and could not go on. Immutable.
 *
 * @param calls all calls on the key
 * @param placed the longest order that was found
 * @param register what it leaves
 * @param stuck the calls of which one would have to be next, and none can be
 * @param open the calls of unknown fate that could have taken effect, and do not help
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

    /** The calls that wrote what the stuck ones read, unless they are shown anyhow. */
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

    /** The calls that are to read what the order leaves, so that none may be next that overwrites it. */
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
