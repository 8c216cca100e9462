package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.config.Durations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command in this process, so that the test can change its tables. */
class BenchFailureTest {

    @TempDir
    private Path directory;

    @Test
    void rowsDeletedBehindTheStoreAreReportedWithExitCode3() throws Exception {
        ShardConfig shard = KvConfig.embedded(1).build().shards().get(0);
        Path config = Files.writeString(directory.resolve("kv.yaml"), """
                shards:
                  - {name: %s, url: "%s", user: sa, password: ""}
                """.formatted(shard.name(), shard.url()));
        PrintStream stderr = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, UTF_8));
        try {
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> new CommandLine(new BenchCommand())
                    .registerConverter(Duration.class, Durations::parse)
                    .execute(
                            "--config",
                            config.toString(),
                            "--workload",
                            "get",
                            "--callers",
                            "2",
                            "--duration",
                            "5m",
                            "--warmup",
                            "0s",
                            "--keys",
                            "100"));
            while (!exit.isDone() && deleted(shard) == 0) {
                Thread.onSpinWait();
            }

            assertThat(exit.get(1, TimeUnit.MINUTES)).isEqualTo(3);
        } finally {
            System.setErr(stderr);
        }
        assertThat(shown.toString(UTF_8)).contains("kv: bench: kvstore: ", "returned absent, but the key was put");
    }

    /** Deletes all rows when all are loaded. Returns the number of deleted rows. */
    private static int deleted(ShardConfig shard) {
        try (Connection connection =
                        PlainPool.connect(shard, KvConfig.embedded(1).build().pool());
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM kv_bench WHERE (SELECT COUNT(*) FROM kv_bench) = 100");
        } catch (SQLException e) {
            return 0; // the table does not exist yet
        }
    }
}
