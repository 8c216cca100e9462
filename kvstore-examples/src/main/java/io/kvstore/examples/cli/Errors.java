package io.kvstore.examples.cli;

import io.kvstore.KvException;
import io.kvstore.KvNumberException;
import io.kvstore.Outcome;
import io.kvstore.examples.console.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors as one line on standard error, and chooses the exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Kv kv;

    Errors(Kv kv) {
        this.kv = kv;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        report(describe(e) + wayOut(e) + " (see " + command.getCommandSpec().qualifiedName() + " --help)", e);
        return ExitCodes.USAGE;
    }

    private static String describe(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        boolean noCommand = e.getCommandLine().getParent() == null && !unmatched.isUnknownOption();
        String what = noCommand
                ? "unknown command '" + unmatched.getUnmatched().get(0) + "'"
                : String.valueOf(e.getMessage());
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? what : what + "; did you mean " + near.get(0) + "?";
    }

    private static String wayOut(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? "; put a key or value that starts with - after --"
                : "";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof IllegalArgumentException || e instanceof KvNumberException) {
            report(e.getMessage(), e);
            return ExitCodes.USAGE;
        }
        if (e instanceof KvException failed) {
            report(failed.getMessage() + warning(failed), e);
            return ExitCodes.FAILURE;
        }
        if (e instanceof IOException io) {
            report(describe(io), e);
            return ExitCodes.USAGE;
        }
        if (e instanceof UncheckedIOException unwritten) {
            report(unwritten.getMessage(), e);
            return ExitCodes.FAILURE;
        }
        report("internal error: " + e + " (--debug shows the stack trace)", e);
        return ExitCodes.FAILURE;
    }

    private static String warning(KvException e) {
        return e.outcome() == Outcome.UNKNOWN ? " (the write may have happened: read the key to check)" : "";
    }

    private static String describe(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file: " + e.getMessage();
        }
        return e instanceof AccessDeniedException
                ? "permission denied: " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private void report(@Nullable String message, Exception e) {
        print(message == null ? e.toString() : message);
        if (kv.debug()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            System.err.print(Printable.lines(trace.toString()));
        }
    }

    /** Flushes standard output, then prints one line on standard error. */
    static void print(String message) {
        try {
            System.out.flush();
        } finally {
            line(message);
        }
    }

    /** Prints one line on standard error. */
    static void line(String message) {
        System.err.println("kv: " + Printable.message(message.strip().replaceAll("\\s*\\R\\s*", " ")));
    }
}
