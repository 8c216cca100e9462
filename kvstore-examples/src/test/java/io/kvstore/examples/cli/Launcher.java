package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code ./kv} as a process, with the packaged jars.
 *
 * @param directory the working directory
 * @param environment variables in addition to the inherited ones
 */
record Launcher(Path directory, Map<String, String> environment) {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final int TIMEOUT_SECONDS = 120;

    /** The result of a process. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(int code, byte[] output, String errors) {

        String text() {
            return new String(output, UTF_8);
        }

        List<String> lines() {
            return text().lines().toList();
        }
    }

    static Launcher in(Path directory) {
        return new Launcher(
                directory, Map.of("KV_BUILD", "never", "JAVA_HOME", System.getProperty("java.home"), "KV_CONFIG", ""));
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return pipe(new byte[0], arguments);
    }

    Result pipe(byte[] input, String... arguments) throws IOException, InterruptedException {
        return start(ROOT.resolve("kv"), input, arguments);
    }

    /** Runs a line of bash in which {@code kv} is the launcher. For redirections that only a shell can do. */
    Result bash(String line) throws IOException, InterruptedException {
        String kv = "kv() { \"$0\" \"$@\"; }; ";
        return start(
                Path.of("/bin/bash"),
                new byte[0],
                "-c",
                kv + line,
                ROOT.resolve("kv").toString());
    }

    Result start(Path program, byte[] input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.write(Files.createTempFile("kv", ".in"), input);
        Path out = Files.createTempFile("kv", ".out");
        Path err = Files.createTempFile("kv", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(Arrays.asList(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " still runs after " + TIMEOUT_SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }
}
