package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvBatchException;
import io.kvstore.KvStore;
import io.kvstore.examples.console.Progress;
import io.kvstore.examples.console.Tty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kv mput}. */
@Command(
        name = "mput",
        description = {
            "Set many keys, from lines of UTF-8 in a file or on standard input.",
            "",
            "Each line is key<TAB>value; with --json-lines it is an object such as {\"key\":\"a\",\"value\":\"1\"}, as"
                    + " kv mget --json prints it. " + JsonEntry.HELP,
            "",
            "Keys are stored in batches of " + EntryLines.BATCH + " lines in the order of the input, so the last of"
                    + " equal keys wins. A line that cannot be read ends the command; the message says how many lines"
                    + " before it are stored. If a shard fails, the other shards' keys of the batch are stored.",
            ""
        })
final class MputCommand extends StoreCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--file", paramLabel = "FILE", description = "Read this file. Default: standard input.")
    private @Nullable Path file;

    @Option(
            names = {"--json", "--json-lines"},
            description = "The lines are JSON objects.")
    private boolean json;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description =
                    "Time to live of every key: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m. Default: for ever.")
    private @Nullable Duration ttl;

    @Override
    void prepare() throws IOException {
        if (file == null && (Tty.input() || options().isInShell())) {
            throw new ParameterException(command.commandLine(), "no lines: give --file, or standard input");
        }
        if (file != null && !Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    @Override
    int run(KvStore store) throws IOException {
        try (BufferedReader in = open();
                Progress progress = Progress.start("storing", " keys", -1)) {
            store(store, new EntryLines(in, json), progress);
        }
        return ExitCodes.OK;
    }

    private BufferedReader open() throws IOException {
        // Decoders made this way refuse bytes that are not UTF-8, rather than replace them.
        return file != null
                ? Files.newBufferedReader(file)
                : new BufferedReader(new InputStreamReader(System.in, UTF_8.newDecoder()));
    }

    private void store(KvStore store, EntryLines lines, Progress progress) throws IOException {
        Map<String, byte[]> batch = lines.next();
        while (!batch.isEmpty()) {
            put(store, batch);
            lines.stored();
            progress.advance(batch.size());
            batch = lines.next();
        }
    }

    private void put(KvStore store, Map<String, byte[]> batch) throws KvBatchException {
        if (ttl == null) {
            store.putAll(batch);
        } else {
            store.putAll(batch, ttl);
        }
    }
}
