package io.kvstore.internal.engine.mysql.session;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.PoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of the session in docs/OPERATIONS.md, and the values that knobs decide. */
class SessionVariablesInSyncTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| [^|]{8,} \\|$");

    private static Map<String, String> values(PoolConfig pool) {
        return SessionVariables.of(pool).stream()
                .collect(toMap(
                        SessionVariable::name,
                        variable -> variable.isSet() ? variable.set().replace("'", "") : variable.mustBe()));
    }

    @Test
    void tableNamesEachVariableWithItsValue() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "OPERATIONS.md"));
        String section = page.substring(page.indexOf("### The session"), page.indexOf("### The driver and the pool"));
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(section);
        while (row.find()) {
            documented.put(row.group(1), row.group(2));
        }
        assertThat(documented.remove("server_id")).isEqualTo("that of the server");
        Map<String, String> expected = new TreeMap<>(values(PoolConfig.defaults()));
        expected.remove("server_id");
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void waitsTogetherEndBeforeTheSocketTimeout() {
        for (int lock = 1; lock <= 60; lock++) {
            for (int socket : new int[] {lock * 1_000 + 1_001, lock * 1_000 + 2_500, lock * 3_000, 600_000}) {
                PoolConfig pool = PoolConfig.defaults()
                        .withConnectTimeout(Duration.ofSeconds(1))
                        .withSocketTimeout(Duration.ofMillis(socket))
                        .withLockWaitTimeout(Duration.ofSeconds(lock));
                Map<String, String> values = values(pool);
                long table = Long.parseLong(values.get("lock_wait_timeout"));
                long row = Long.parseLong(values.get("innodb_lock_wait_timeout"));
                assertThat(row).isEqualTo(1);
                assertThat(table).isBetween(1L, (long) lock);
                assertThat((table + row) * 1_000).isLessThan(socket);
                assertThat(Long.parseLong(values.get("net_write_timeout")) * 1_000)
                        .isLessThan(socket);
                assertThat(Long.parseLong(values.get("max_execution_time"))).isLessThan(socket);
            }
        }
    }
}
