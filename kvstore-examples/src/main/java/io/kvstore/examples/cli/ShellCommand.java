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
            "Commands are typed without their kv, with history and completion (Tab). Quote words that hold blanks, as"
                    + " in put greeting 'hello world'. Leave with exit or Ctrl-D.",
            "",
            "The history is kept in ~/.kv_history; a line that starts with a blank is not. If standard input is no"
                    + " terminal, its lines are run in turn, and the exit code is the last command's.",
            ""
        })
final class ShellCommand extends StoreCommand {

    @Override
    int run(KvStore store) throws IOException {
        CommandLine commands = Kv.commandLine(new Session(store, options().config()));
        commands.getCommandSpec().removeSubcommand("shell");
        try (Lines lines = Tty.input() ? new Prompt(commands) : new PipedLines()) {
            return run(lines, commands);
        }
    }

    private static int run(Lines lines, CommandLine commands) throws IOException {
        int code = ExitCodes.OK;
        List<String> words = lines.next();
        while (!words.equals(List.of("exit")) && !words.equals(List.of("quit"))) {
            if (!words.isEmpty()) {
                code = commands.execute(words.toArray(String[]::new));
                System.out.flush();
                lines.ended(code);
            }
            words = lines.next();
        }
        return lines instanceof Prompt ? ExitCodes.OK : code;
    }
}
