package io.kvstore.history;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sequential specification of a key: a value that may be absent, and increasing versions. Immutable.
 *
 * <p>The store chooses the versions, and a put does not return its version. Written values are unique, so a read that
 * returned a value with its version gives the version for the whole history. These versions are passed to each step.
 *
 * @param value the value, or null for an absent key
 * @param floor the highest known version so far
 * @param life the name of the call that set the expiry, or null if the key does not expire
 */
record Register(
        @Nullable String value, long floor, @Nullable String life) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    static final Register ABSENT = new Register(null, 0, null);

    /**
     * The result of a request.
     *
     * @param reply the reply
     * @param after the register after the request
     */
    record Step(Reply reply, Register after) {}

    /** The result of a request. Empty if the request would write a version that is not higher than the last. */
    Optional<Step> step(Request request, Map<String, Long> versions) {
        return switch (request.kind()) {
            case GET -> read(value == null ? Reply.ABSENT : Reply.value(value));
            case GET_ENTRY ->
                read(value == null ? Reply.ABSENT : Reply.entry(value, versions.getOrDefault(value, -1L)));
            case PUT -> write(Reply.TRUE, request.value(), life(request), versions);
            case PUT_IF_ABSENT -> write(value == null, request, versions);
            case COMPARE_AND_SET ->
                write(value != null && versions.getOrDefault(value, -1L) == request.version(), request, versions);
            case COMPARE_AND_DELETE -> {
                boolean applies = value != null && versions.getOrDefault(value, -1L) == request.version();
                yield Optional.of(new Step(Reply.of(applies), applies ? absent() : this));
            }
            case DELETE -> Optional.of(new Step(Reply.of(value != null), absent()));
            case EXPIRE ->
                Optional.of(
                        value == null
                                ? new Step(Reply.FALSE, this)
                                : new Step(Reply.TRUE, new Register(value, floor, life(request))));
            case GET_AND_EXPIRE ->
                Optional.of(
                        value == null
                                ? new Step(Reply.ABSENT, this)
                                : new Step(Reply.value(value), new Register(value, floor, life(request))));
            case INCREMENT -> increment(request.version(), versions);
            case END -> Optional.of(new Step(Reply.TRUE, request.value().equals(life) ? absent() : this));
        };
    }

    private Register absent() {
        return new Register(null, floor, null);
    }

    private static @Nullable String life(Request request) {
        return request.ttl() > 0 ? request.value() : null;
    }

    private Optional<Step> read(Reply reply) {
        return Optional.of(new Step(reply, this));
    }

    /** A write that returns its version. */
    private Optional<Step> write(boolean applies, Request request, Map<String, Long> versions) {
        String written = request.value();
        return applies
                ? write(Reply.entry(written, versions.getOrDefault(written, 0L)), written, life(request), versions)
                : Optional.of(new Step(Reply.FALSE, this));
    }

    /** If the value is not a number, the reply is false and nothing changes. */
    private Optional<Step> increment(long delta, Map<String, Long> versions) {
        if (value != null && !NUMBER.matcher(value).matches()) {
            return Optional.of(new Step(Reply.FALSE, this));
        }
        String sum = Long.toString((value == null ? 0 : Long.parseLong(value)) + delta);
        return write(Reply.value(sum), sum, value == null ? null : life, versions);
    }

    private Optional<Step> write(Reply reply, String written, @Nullable String given, Map<String, Long> versions) {
        long version = versions.getOrDefault(written, floor + 1);
        long highest = versions.containsKey(written) ? version : floor;
        return version > floor ? Optional.of(new Step(reply, new Register(written, highest, given))) : Optional.empty();
    }

    /** Whether everything that can follow this register can also follow the other. */
    boolean isNoBetterThan(@Nullable Register other) {
        return other != null
                && Objects.equals(other.value, value)
                && Objects.equals(other.life, life)
                && other.floor <= floor;
    }

    @Override
    public String toString() {
        return (value == null ? "absent" : value) + ", no version above " + floor + " seen";
    }
}
