package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import io.kvstore.engines.MySqlServer;
import io.kvstore.engines.NeedsMySql;
import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.sql.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Expiry to the millisecond, on servers whose time zone is not UTC, at both changes of daylight saving time. The test
 * sets the clock of a connection with {@code SET timestamp}, which MySQL and MariaDB have for replaying logs.
 */
@ExtendWith(LeakCheck.class)
class DatabaseClockTest {

    /** Central European Summer Time ends. Local time goes back from 02:59:59 to 02:00:00. */
    private static final Instant AUTUMN = Instant.parse("2025-10-26T01:00:00Z");

    /** Central European Summer Time starts. Local time goes from 01:59:59 to 03:00:00. */
    private static final Instant SPRING = Instant.parse("2026-03-29T01:00:00Z");

    private static final byte[] VALUE = {1};

    /** The result of a read at another time: the store's statement on a connection whose clock is set. */
    private static boolean isThereAt(ShardConfig shard, Instant now, byte[] key) throws SQLException {
        String seconds = now.getEpochSecond() + "." + String.format("%03d", now.toEpochMilli() % 1_000);
        try (Connection connection = Engine.connect(shard);
                Statement session = connection.createStatement();
                PreparedStatement get = connection.prepareStatement(
                        Dialects.of(shard).statements("default").get(Columns.VALUE))) {
            session.execute("SET time_zone = '+00:00', timestamp = " + seconds);
            get.setBytes(1, key);
            try (ResultSet row = get.executeQuery()) {
                return row.next() && row.getBytes(1) != null; // null means that the row expired recently
            }
        }
    }

    private static void assertExactAround(ShardConfig shard, Instant change) throws SQLException {
        try (KvStore store = KvStore.open(KvConfig.builder().shard(shard).build())) {
            Duration ttl = Duration.ofMillis(3_600_123);
            long before = System.currentTimeMillis();
            store.put("k", VALUE, ttl);
            long after = System.currentTimeMillis();
            assertThat(Engine.query(shard, "SELECT expires_at FROM kv_default"))
                    .isBetween(before + ttl.toMillis(), after + ttl.toMillis());
            byte[] key = BaseEncoding.base16().decode(store.admin().locate("k").storedKey());
            for (Duration offset :
                    List.of(Duration.ofMinutes(-61), Duration.ofMillis(-1), Duration.ZERO, Duration.ofMinutes(59))) {
                Instant end = change.plus(offset);
                Engine.execute(shard, "UPDATE kv_default SET expires_at = " + end.toEpochMilli());
                assertThat(isThereAt(shard, end.minusMillis(1), key)).isTrue();
                assertThat(isThereAt(shard, end, key)).isFalse();
            }
        }
    }

    @Test
    void mariaDbInAZoneWithAnOddOffset() throws SQLException {
        ShardConfig shard = MariaDbServer.start("--default-time-zone=+05:45").newDatabase("shard-0");
        assertThat(Engine.query(shard, "SELECT TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW())"))
                .isEqualTo(345);
        assertExactAround(shard, AUTUMN);
        assertExactAround(shard, SPRING);
    }

    /** A class of its own, because it needs Docker. */
    @Nested
    @NeedsMySql
    class OnMySql {

        @Test
        void mySqlInCentralEuropeanTime() throws SQLException {
            ShardConfig shard = MySqlServer.start(Map.of("TZ", "CET-1CEST,M3.5.0,M10.5.0/3"))
                    .newDatabase("shard-0");
            String localHour =
                    "SELECT HOUR(FROM_UNIXTIME(" + AUTUMN.plusSeconds(7_200).getEpochSecond() + "))";
            assertThat(Engine.query(shard, localHour))
                    .as("03:00 UTC is 04:00 in winter")
                    .isEqualTo(4);
            String summerHour =
                    "SELECT HOUR(FROM_UNIXTIME(" + AUTUMN.minusSeconds(7_200).getEpochSecond() + "))";
            assertThat(Engine.query(shard, summerHour))
                    .as("23:00 UTC is 01:00 in summer")
                    .isEqualTo(1);
            assertExactAround(shard, AUTUMN);
            assertExactAround(shard, SPRING);
        }
    }
}
