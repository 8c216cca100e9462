package io.kvstore.internal.lane;

import java.time.Duration;

/** The exceptions for calls that end without a statement of their own. Thread-safe. */
public interface Refusals {

    /**
     * For a call whose caller gave up, or whose leader failed.
     *
     * @param mayHaveHappened whether a statement carried it
     */
    RuntimeException abandoned(String why, boolean mayHaveHappened);

    /** For a write of a key whose earlier write may still happen. */
    RuntimeException unsettled();

    /** For a call beyond the limit of backpressure. */
    RuntimeException overloaded(String limit, Duration waited);

    /** A copy of an error for one of several callers, with a stack trace of its own. */
    RuntimeException copy(RuntimeException shared);
}
