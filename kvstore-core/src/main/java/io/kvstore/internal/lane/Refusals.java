package io.kvstore.internal.lane;

import java.time.Duration;

/** The errors of calls that no statement ended, in the words of the API. Thread-safe. */
public interface Refusals {

    /**
     * For a call that was given up while it was in a lane, or whose leader broke down.
     *
     * @param mayHaveHappened a statement carried it
     */
    RuntimeException abandoned(String why, boolean mayHaveHappened);

    /** For a write to a key for which an earlier one may still happen: nobody knows what became of it. */
    RuntimeException unsettled();

    /** For a call that found no room. */
    RuntimeException overloaded(String limit, Duration waited);

    /** An error of a statement that several calls shared, for one of their callers: with a stack trace of its own. */
    RuntimeException copy(RuntimeException shared);
}
