package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import io.kvstore.examples.console.Tty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that writes one value, given as an argument, in a file or on standard input. */
abstract class WriteCommand extends KeyCommand {

    static final String VALUE_HELP = "The value, used as typed, in UTF-8. Default: all bytes of standard input.";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the value from this file.")
    private @Nullable Path file;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description = "Time-to-live: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m, at least 1ms. Default: for"
                    + " ever.")
    private @Nullable Duration ttl;

    private byte[] value = {};

    /** The value on the command line, if given. */
    abstract @Nullable String argument();

    /** Writes the value. Returns whether it was written. */
    abstract boolean write(KvStore store, byte[] value, Optional<Duration> ttl);

    @Override
    final void prepare() throws IOException {
        value = value(options().config().maxValueBytes());
    }

    @Override
    final int run(KvStore store) {
        return ExitCodes.of(write(store, value, Optional.ofNullable(ttl)));
    }

    private byte[] value(int limit) throws IOException {
        String text = argument();
        if (file != null) {
            if (text != null) {
                throw usage("a value and --file " + file + ": give one of them");
            }
            return readFile(file, limit);
        }
        if (text != null) {
            return Text.encode(text);
        }
        if (options().isInShell()) {
            throw usage("no value: in the shell, give it as an argument or by --file");
        }
        if (Tty.input()) {
            throw usage("no value: give it as an argument, by --file, or on standard input");
        }
        return readStandardInput(limit);
    }

    private static byte[] readFile(Path file, int limit) throws IOException {
        try (InputStream in = NamedInput.file(file)) {
            return read(in, limit, "file " + file);
        }
    }

    private static byte[] readStandardInput(int limit) throws IOException {
        try {
            return read(System.in, limit, "standard input");
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ": give the value as an argument, by --file, or there", e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static byte[] read(InputStream in, int limit, String source) throws IOException {
        byte[] value = in.readNBytes(limit + 1);
        if (value.length > limit) {
            throw new IllegalArgumentException(
                    source + " is longer than " + limit + " bytes, the most that maxValueBytes allows for a value");
        }
        return value;
    }
}
