package io.kvstore.examples.console;

import picocli.CommandLine.Help.Ansi;

/**
 * Which of the three standard streams are a terminal. The launcher knows and says so in the system property
 * {@code kv.tty}: some of the letters i (input), o (output), e (errors). Without it, none is.
 */
public final class Tty {

    private Tty() {}

    /**
     * Whether a person types the input.
     *
     * @return true if standard input is a terminal
     */
    public static boolean input() {
        return is("i");
    }

    /**
     * Whether a person reads the output.
     *
     * @return true if standard output is a terminal
     */
    public static boolean output() {
        return is("o");
    }

    /**
     * Whether a person reads the errors.
     *
     * @return true if standard error is a terminal
     */
    public static boolean errors() {
        return is("e");
    }

    /**
     * How to treat colours on the output.
     *
     * @return on if a person reads it and has not set NO_COLOR
     */
    public static Ansi ansi() {
        return output() && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;
    }

    private static boolean is(String stream) {
        return System.getProperty("kv.tty", "").contains(stream);
    }
}
