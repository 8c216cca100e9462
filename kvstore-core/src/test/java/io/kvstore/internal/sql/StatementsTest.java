package io.kvstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.internal.engine.mysql.MySqlDialect;
import org.junit.jupiter.api.Test;

class StatementsTest {

    /** prepStmtCacheSqlLimit, as the store sets it. */
    private static final int CACHED = 65_536;

    private final Statements sql = new MySqlDialect().statements("n".repeat(32));

    @Test
    void driverCachesTheTextsOfAsManyRowsAsShareAStatementByDefault() {
        assertThat(sql.putAll(256)).hasSizeLessThanOrEqualTo(CACHED);
        for (Columns columns : Columns.values()) {
            assertThat(sql.getAll(columns, 1_024, 4 * 1024 * 1024)).hasSizeLessThanOrEqualTo(CACHED);
        }
        assertThat(sql.deleteExpired(10_000)).hasSizeLessThanOrEqualTo(CACHED);
        assertThat(sql.readExpired(10_000)).hasSizeLessThanOrEqualTo(CACHED);
    }

    @Test
    void textOfTheSameSizeIsTheSameAndFewOfTheLargestAreKept() {
        assertThat(sql.putAll(256)).isSameAs(sql.putAll(256));
        for (int rows = 1; rows <= 1_024; rows += 4) {
            sql.putAll(rows);
        }
        assertThat(sql.putAll(1_024)).isNotSameAs(sql.putAll(1_024)).isEqualTo(sql.putAll(1_024));
        assertThat(sql.putAll(256)).isSameAs(sql.putAll(256));
    }
}
