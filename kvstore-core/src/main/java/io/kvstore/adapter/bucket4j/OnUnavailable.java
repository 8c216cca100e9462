package io.kvstore.adapter.bucket4j;

/**
 * What a limiter does if the store fails. It decides calls that ask for tokens, also their verbose forms: {@code tryConsume},
 * {@code tryConsumeAndReturnRemaining}, {@code tryConsumeAsMuchAsPossible}, {@code estimateAbilityToConsume}, and those of
 * {@code asBlocking()} and {@code asScheduler()}. All other calls, such as {@code addTokens} or {@code consumeIgnoringRateLimits},
 * throw the error of the store in any case, because they would be lost.
 */
public enum OnUnavailable {
    /** Permits: the answer is that of a full bucket. A call for more tokens than the bucket can hold is still rejected. */
    OPEN,

    /**
     * Rejects: the answer is that of an empty bucket. A call that waits for tokens without a limit cannot be rejected: it
     * throws.
     */
    CLOSED,

    /** Throws the error of the store. The default. */
    THROW
}
