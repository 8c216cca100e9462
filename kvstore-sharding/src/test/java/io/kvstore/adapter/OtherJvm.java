package io.kvstore.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in another process, with the class path of the tests. */
public final class OtherJvm {

    private final Process process;

    private OtherJvm(Process process) {
        this.process = process;
    }

    /** Starts a process. Its arguments are URL, user and password of the shard, followed by these arguments. */
    public static OtherJvm start(Class<?> main, ShardConfig shard, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                shard.url(),
                shard.user(),
                shard.password()));
        command.addAll(List.of(arguments));
        return new OtherJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The config from the arguments that {@link #start} passed. */
    public static KvConfig config(String... arguments) {
        return KvConfig.builder()
                .shard("shard-0", arguments[0], arguments[1], arguments[2])
                .build();
    }

    /** Waits for the process, checks that it succeeded, and returns its output. */
    public String join() throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
