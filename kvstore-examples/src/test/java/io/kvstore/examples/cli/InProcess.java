package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.examples.bench.BenchCommand;
import io.kvstore.examples.cli.Launcher.Result;
import io.kvstore.examples.demo.DemoCommand;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Runs commands in this process, on a store that stays open.
 *
 * @param config the config file, passed to each command
 * @param terminals the streams that are terminals, some of i, o, e
 */
record InProcess(Path config, String terminals) {

    static InProcess in(Path directory) {
        try {
            return new InProcess(
                    Files.writeString(
                            directory.resolve("kv.yaml"),
                            "shards: [{name: a, url: 'jdbc:h2:mem:" + UUID.randomUUID()
                                    + ";DB_CLOSE_DELAY=-1', user: sa, password: ''}]"),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InProcess onTerminals(String streams) {
        return new InProcess(config, streams);
    }

    Result run(String... args) {
        return pipe(new byte[0], args);
    }

    Result pipe(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Result result = run(new ByteArrayInputStream(input), out, args);
        return new Result(result.code(), out.toByteArray(), result.errors());
    }

    Result run(InputStream input, OutputStream output, String... args) {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setIn(NamedInput.standard(input));
        System.setOut(new PrintStream(new BufferedOutputStream(new StandardOutput(output)), false, UTF_8));
        System.setErr(new PrintStream(errors, true, UTF_8));
        System.setProperty("kv.tty", terminals);
        try {
            int code = Kv.run(args, new DemoCommand(), new BenchCommand());
            return new Result(code, new byte[0], errors.toString(UTF_8));
        } finally {
            System.clearProperty("kv.tty");
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs a command on the store of the config. */
    Result kv(String command, String... args) {
        return pipe(new byte[0], with(command, args));
    }

    Result feed(byte[] input, String command, String... args) {
        return pipe(input, with(command, args));
    }

    String[] with(String command, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = command;
        all[1] = "--config";
        all[2] = config.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return all;
    }
}
