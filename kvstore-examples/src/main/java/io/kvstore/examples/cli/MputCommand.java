package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import io.kvstore.examples.console.Progress;
import io.kvstore.examples.console.Tty;
import java.io.IOException;
import java.io.InputStream;
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
        header = {"Set many keys, from lines of a file or of standard input.", ""},
        description = {
            "Each line is key<TAB>value; with --json it is an object such as {\"key\":\"a\",\"value\":\"1\"}, as kv mget"
                    + " --json prints it. " + JsonEntry.HELP,
            "",
            TextLines.HELP + " The last line need not have a line end. The first tab ends the key. The rest is the"
                    + " value, with further tabs, quotes and NUL. There are no comments. A line that is empty, has no tab,"
                    + " is not UTF-8, or contains a carriage return is refused with its number: use --json for a value with"
                    + " line ends.",
            "",
            "Keys are stored in batches of " + EntryLines.BATCH + " lines in the order of the input, so the last of"
                    + " equal keys wins. A line that cannot be used ends the command; the message says how many lines"
                    + " before it are stored. If a shard fails, the other shards' keys of the batch are stored.",
            ""
        })
final class MputCommand extends StoreCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--file", paramLabel = "FILE", description = "Read this file. Default: standard input.")
    private @Nullable Path file;

    @Option(names = "--json", description = "The lines are JSON objects.")
    private boolean json;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description =
                    "Time-to-live of every key: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m. Default: for ever.")
    private @Nullable Duration ttl;

    private EntryLines lines = new EntryLines(InputStream.nullInputStream(), false, 1);
    private Map<String, byte[]> first = Map.of();

    /**
     * Reads the first batch before the store opens. By then, a {@code kv} command that writes to the pipe has closed
     * its store. Only one process can open an embedded store.
     */
    @Override
    void prepare() throws IOException {
        if (file == null && (Tty.input() || options().isInShell())) {
            throw new ParameterException(command.commandLine(), "no lines: give --file, or standard input");
        }
        lines = new EntryLines(open(), json, options().config().maxValueBytes());
        first = lines.next();
    }

    @Override
    int run(KvStore store) throws IOException {
        try (EntryLines input = lines;
                Progress progress = Progress.start("storing", " keys", -1)) {
            Map<String, byte[]> batch = first;
            while (!batch.isEmpty()) {
                put(store, batch);
                progress.advance(batch.size());
                batch = input.next();
            }
        }
        return ExitCodes.OK;
    }

    private InputStream open() throws IOException {
        return file == null ? System.in : NamedInput.file(file);
    }

    private void put(KvStore store, Map<String, byte[]> batch) {
        try {
            if (ttl == null) {
                store.putAll(batch);
            } else {
                store.putAll(batch, ttl);
            }
        } catch (IllegalArgumentException e) {
            throw lines.refusedBatch(e);
        }
        lines.stored();
    }
}
