package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call of a plain baseline has the same effect as that of the store. */
class PlainBaselineTest {

    private final KvConfig config = KvConfig.embedded(2).build();

    @AutoClose
    private final Servers servers = new Servers(config);

    @ParameterizedTest
    @EnumSource
    void getsWhatWasPutLast(PlainBaseline baseline) {
        try (Contender contender = baseline.open("some", servers, 2)) {
            assertThat(contender.get("key")).isEmpty();

            contender.put("key", "one".getBytes(UTF_8));
            contender.put("key", "two".getBytes(UTF_8));

            assertThat(contender.get("key"))
                    .hasValueSatisfying(
                            value -> assertThat(value).asString(UTF_8).isEqualTo("two"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksOnTheRowsThatAllShare(PlainBaseline baseline) {
        servers.plainRows().load(Map.of("a", "1".getBytes(UTF_8), "b", "2".getBytes(UTF_8)));

        try (Contender contender = baseline.open("some", servers, 2)) {
            assertThat(contender.rows()).isSameAs(servers.plainRows());
            assertThat(contender.get("a").orElseThrow()).asString(UTF_8).isEqualTo("1");
            assertThat(contender.get("b").orElseThrow()).asString(UTF_8).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowWhoseTimeHasPassedIsAbsent(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            contender.put("key", "one".getBytes(UTF_8));
            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");

            assertThat(contender.get("key")).isEmpty();

            contender.put("key", "two".getBytes(UTF_8));
            assertThat(contender.get("key")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPutRaisesTheVersionAndLivesForEver(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            contender.put("key", "one".getBytes(UTF_8));
            EveryShard.update(config, "UPDATE bench_raw SET version = 9000000000000000000");
            contender.put("key", "two".getBytes(UTF_8));

            assertThat(onlyRow("version")).isEqualTo(9_000_000_000_000_000_001L);
            assertThat(onlyRow("expires_at")).isEqualTo(Long.MAX_VALUE);
        }
    }

    /** A column of the only row, on any shard. */
    private long onlyRow(String column) throws SQLException {
        long sum = 0;
        for (var shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT SUM(" + column + ") FROM bench_raw")) {
                assertThat(row.next()).isTrue();
                sum += row.getLong(1);
            }
        }
        return sum;
    }
}
