package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.config.Durations;
import io.kvstore.examples.console.Tty;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line {@code kv}. */
@Command(
        name = "kv",
        description = {
            "A durable, sharded key-value store with time-to-live.",
            "",
            "First steps: kv demo; kv put greeting hello; kv get greeting; kv get --help.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", ExitCodes.HELP, "", Kv.DASH_HELP},
        subcommands = {
            GetCommand.class,
            PutCommand.class,
            CasCommand.class,
            IncrCommand.class,
            DelCommand.class,
            TtlCommand.class,
            ExpireCommand.class,
            PersistCommand.class,
            MgetCommand.class,
            MputCommand.class,
            LocateCommand.class,
            RingCommand.class,
            StatsCommand.class,
            ReapCommand.class,
            SchemaCommand.class,
            ShellCommand.class,
            HelpCommand.class,
        })
public final class Kv implements Callable<Integer> {

    /** Inherited by all commands. */
    static final String DASH_HELP = "Keys and values are used as typed. Put one that starts with - after --, as in kv"
            + " put -- -k -v, unless it is a number.";

    private static final int OUTPUT_BUFFER = 64 * 1024;

    private final @Nullable Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show warnings of the store and the stack trace of an error.")
    private boolean debug;

    /** @param session the session of the shell, or null if each command opens its own store */
    private Kv(@Nullable Session session) {
        this.session = session;
    }

    /**
     * Runs one command and exits with its exit code.
     *
     * @param args the command and its arguments
     * @param others commands of other packages
     */
    public static void main(String[] args, Callable<?>... others) {
        // UTF-8, because the platform's charset may be ASCII. Flushed when a command ends.
        System.setIn(new BufferedInputStream(NamedInput.standard()));
        System.setOut(new PrintStream(new BufferedOutputStream(new StandardOutput(), OUTPUT_BUFFER), false, UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
        int code;
        try {
            code = run(Arguments.exact(args), others);
        } catch (IllegalArgumentException e) {
            Errors.print(String.valueOf(e.getMessage()));
            code = ExitCodes.USAGE;
        }
        System.exit(code);
    }

    /** Runs one command with the streams of System. Returns its exit code after the output is written. */
    static int run(String[] args, Callable<?>... others) {
        try {
            int code = commandLine(null, others).execute(args);
            System.out.flush();
            return code;
        } catch (IOError e) {
            return StandardOutput.report(e);
        }
    }

    /** Creates the commands. If there is a session, they use the open store of the shell. */
    public static CommandLine commandLine(@Nullable Session session, Callable<?>... others) {
        Kv kv = new Kv(session);
        Errors errors = new Errors(kv);
        CommandLine commands = new CommandLine(kv);
        for (Callable<?> other : others) {
            commands.addSubcommand(other);
        }
        return commands.setExpandAtFiles(false) // quotes are part of a key or value
                .setTrimQuotes(false)
                .setOut(new PrintWriter(System.out, true, UTF_8))
                .registerConverter(Duration.class, Kv::duration)
                .setColorScheme(Help.defaultColorScheme(Tty.ansi()))
                .setExecutionStrategy(kv::run)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private int run(ParseResult parsed) {
        Logging.setUp(debug ? Level.FINE : logLevel(parsed), debug);
        return new RunLast().execute(parsed);
    }

    /** A short command prints its own error, so the log shows little. A server logs more. */
    private static Level logLevel(ParseResult parsed) {
        String command = parsed.hasSubcommand()
                ? parsed.subcommand().commandSpec().name()
                : parsed.commandSpec().name();
        return switch (command) {
            case "serve", "bench", "shell" -> Level.WARNING;
            default -> Level.SEVERE;
        };
    }

    /** Without a command, prints the help. */
    @Override
    public Integer call() {
        command.commandLine().usage(System.err);
        return ExitCodes.USAGE;
    }

    boolean debug() {
        return debug;
    }

    Optional<Session> session() {
        return Optional.ofNullable(session);
    }
}
