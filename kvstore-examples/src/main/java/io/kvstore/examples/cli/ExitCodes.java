package io.kvstore.examples.cli;

/** The exit codes of {@code kv}. */
public final class ExitCodes {

    /** Success. */
    public static final int OK = 0;

    /** The key is absent, or the condition of a conditional write did not hold. */
    public static final int ABSENT = 1;

    /** A wrong option, value or config file, or an increment of a value that is not a number. Nothing was changed. */
    public static final int USAGE = 2;

    /** The store or a part of it failed, or the output could not be written. */
    public static final int FAILURE = 3;

    static final String HELP =
            "Exit codes: 0 ok, 1 absent or condition not met, 2 bad usage, 3 store failure, or output that"
                    + " cannot be written.";

    private ExitCodes() {}

    static int of(boolean done) {
        return done ? OK : ABSENT;
    }
}
