package io.kvstore.examples.http;

import io.kvstore.KvBatchException;
import io.kvstore.KvException;
import io.kvstore.KvNumberException;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvServerException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;

/**
 * Converts errors of the store to problems. The messages of exceptions are only in the log, because they may name
 * servers and users.
 */
final class StoreProblems {

    private StoreProblems() {}

    static Problem of(KvException error) {
        if (error instanceof KvUnavailableException unavailable) {
            return Problem.ofStore(
                            "shard-unavailable",
                            "Shard Unavailable",
                            503,
                            "shard '" + unavailable.shard() + "' cannot be reached now" + advice(error),
                            error.outcome())
                    .withShard(unavailable.shard());
        }
        if (error instanceof KvOverloadedException overloaded) {
            return Problem.ofStore(
                            "shard-overloaded",
                            "Shard Overloaded",
                            503,
                            "shard '" + overloaded.shard() + "' is at its limit of calls in flight" + advice(error),
                            error.outcome())
                    .withShard(overloaded.shard());
        }
        if (error instanceof KvServerException server) {
            return failed(server.shard(), "refused the statement with error " + server.vendorCode(), error);
        }
        if (error instanceof KvSetupException setup) {
            return failed(setup.shard(), "cannot be used as configured", error);
        }
        if (error instanceof KvNumberException) {
            return Problem.ofStore(
                    "not-a-number",
                    "Not a Number",
                    409,
                    "the value of the key is not a whole number in decimal, or the sum does not fit into 64 bits"
                            + advice(error),
                    error.outcome());
        }
        KvException first =
                ((KvBatchException) error).failures().values().iterator().next();
        return of(first);
    }

    private static Problem failed(String shard, String what, KvException error) {
        String detail = "shard '" + shard + "' " + what + advice(error) + "; see the server's log";
        return Problem.ofStore("shard-failed", "Shard Failed", 500, detail, error.outcome())
                .withShard(shard);
    }

    private static String advice(KvException error) {
        return error.outcome() == Outcome.UNKNOWN
                ? "; the write may have happened: read the key before you try again"
                : "; nothing was changed";
    }
}
