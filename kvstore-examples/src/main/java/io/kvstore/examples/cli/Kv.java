package io.kvstore.examples.cli;

import io.kvstore.examples.http.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code kv}. */
@Command(
        name = "kv",
        description = "A durable, sharded key-value store with time-to-live.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ServeCommand.class})
public final class Kv {

    private Kv() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command and what it needs
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Kv()).execute(args));
    }
}
