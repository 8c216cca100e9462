package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import io.kvstore.examples.console.Tty;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kv shell}. */
@Command(
        name = "shell",
        header = {"Type commands at a prompt, all on one open store.", ""},
        description = {
            "Commands are typed without their kv, with history and completion (Tab). Leave with exit or Ctrl-D.",
            "",
            "Blanks and tabs separate words. Quote a word that contains them, as in put greeting 'hello world'. In"
                    + " single quotes, no character is special. In double quotes, write \\\" for a double quote and \\\\"
                    + " for a backslash. Outside quotes, a backslash quotes the next character. Nothing else is"
                    + " interpreted. A line that starts with # is a comment. A line with an open quote is refused.",
            "",
            "The history is in ~/.kv_history. Lines that start with a blank are not kept.",
            "",
            "If standard input is not a terminal, its lines are run in order. The exit code is that of the last command. "
                    + TextLines.HELP
                    + " A line that cannot be read is refused with its number, and the next one is run.",
            ""
        })
final class ShellCommand extends StoreCommand {

    private static final List<String> LEAVE = List.of("exit");

    @Override
    int run(KvStore store) throws IOException {
        CommandLine commands = Kv.commandLine(new Session(store, options().config()));
        commands.getCommandSpec().removeSubcommand("shell");
        int limit = EntryLines.limit(options().config().maxValueBytes());
        try (Lines lines = Tty.input() ? new Prompt(commands) : new PipedLines(limit)) {
            return run(lines, commands);
        }
    }

    private static int run(Lines lines, CommandLine commands) throws IOException {
        int code = ExitCodes.OK;
        while (true) {
            try {
                String line = lines.next();
                List<String> words = line == null ? LEAVE : Words.of(line);
                if (words.equals(LEAVE) || words.equals(List.of("quit"))) {
                    return lines instanceof Prompt ? ExitCodes.OK : code;
                }
                if (!words.isEmpty()) {
                    code = commands.execute(words.toArray(String[]::new));
                    System.out.flush();
                    lines.ended(code);
                }
            } catch (IllegalArgumentException e) {
                Errors.print(lines.place() + e.getMessage());
                code = ExitCodes.USAGE;
            }
        }
    }
}
