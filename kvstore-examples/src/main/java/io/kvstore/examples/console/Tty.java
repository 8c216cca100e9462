package io.kvstore.examples.console;

import picocli.CommandLine.Help.Ansi;

/**
 * Says which of the standard streams are terminals. The launcher sets the system property {@code kv.tty} to some of the
 * letters i (input), o (output) and e (errors). Without the property, none is a terminal.
 */
public final class Tty {

    private Tty() {}

    /**
     * Whether standard input is a terminal.
     *
     * @return true if it is
     */
    public static boolean input() {
        return is("i");
    }

    /**
     * Whether standard output is a terminal.
     *
     * @return true if it is
     */
    public static boolean output() {
        return is("o");
    }

    /**
     * Whether standard error is a terminal.
     *
     * @return true if it is
     */
    public static boolean errors() {
        return is("e");
    }

    /**
     * Whether the output has colours.
     *
     * @return on if standard output is a terminal and NO_COLOR is not set
     */
    public static Ansi ansi() {
        return output() && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;
    }

    private static boolean is(String stream) {
        return System.getProperty("kv.tty", "").contains(stream);
    }
}
