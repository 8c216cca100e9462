package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Lines that a person types, with history and completion. */
final class Prompt implements Lines {

    private static final Path HISTORY =
            Path.of(Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home")), ".kv_history");

    private final CommandLine commands;
    private final Terminal terminal;
    private final LineReader reader;

    Prompt(CommandLine commands) throws IOException {
        this.commands = commands;
        keepToTheOwner();
        terminal = TerminalBuilder.builder()
                .name("kv")
                .system(true)
                .provider("exec")
                .encoding(UTF_8)
                .build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("kv")
                .completer((lineReader, line, candidates) -> complete(line, candidates))
                .variable(LineReader.HISTORY_FILE, HISTORY)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // an exclamation mark has no special meaning
                .build();
    }

    /** Creates the history file so that only its owner can read it, because it contains values. */
    private static void keepToTheOwner() throws IOException {
        if (Files.notExists(HISTORY)
                && Files.isWritable(HISTORY.toAbsolutePath().getParent())) {
            Files.createFile(
                    HISTORY, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Override
    public @Nullable String next() {
        try {
            return reader.readLine("kv> ");
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public String place() {
        return "";
    }

    /** A prompt does not show exit codes, so an absent key would print nothing. */
    @Override
    public void ended(int code) {
        if (code == ExitCodes.ABSENT) {
            System.out.println("(absent, or the condition was not met)");
            System.out.flush();
        }
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        List<CharSequence> found = new ArrayList<>();
        String[] words = line.words().toArray(String[]::new);
        AutoComplete.complete(commands.getCommandSpec(), words, line.wordIndex(), 0, line.cursor(), found);
        found.forEach(word -> candidates.add(new Candidate(word.toString())));
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
