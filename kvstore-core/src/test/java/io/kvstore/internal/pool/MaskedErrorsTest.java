package io.kvstore.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedErrorsTest {

    @Test
    void whatADriverSaysOfAUrlIsMaskedToItsLastCause() {
        SQLException error = new SQLException(
                "cannot parse jdbc:mysql://h/db?password=hush",
                "08001",
                7,
                new IllegalStateException("why", new IllegalArgumentException("near 'u:x//u:hush@h'")));
        SQLException masked = MaskedErrors.mask(error);
        StringWriter trace = new StringWriter();
        masked.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain("hush")
                .contains("password=***", "java.lang.IllegalStateException: why", "near 'u:x//u:***@h'");
        assertThat(masked.getSQLState()).isEqualTo("08001");
        assertThat(masked.getErrorCode()).isEqualTo(7);
        assertThat(masked.getStackTrace()).isEqualTo(error.getStackTrace());
    }

    @Test
    void anErrorWithoutASecretIsItself() {
        SQLException error = new SQLException("Access denied (using password: YES)", new IllegalStateException());
        assertThat((Object) MaskedErrors.mask(error)).isSameAs(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://u:hush@h:port/db?password=hush",
                "jdbc:mysql://h:99x99/db?Pass%77ord=hush",
                "jdbc:mysql:/u:hush@h/db",
                "jdbc:mysql://[(host=h,password=hush/db",
                "jdbc:mysql://127.0.0.1:1/db?password=hush&connectTimeout=x",
                "jdbc:h2:tcp:mem:x;PASSWORD=hush;NO=hush",
                "jdbc:h2:mem:x;PASSWORD=hush;NO_SUCH=1",
            })
    void noDriverQuotesAPassword(String url) {
        StringWriter trace = new StringWriter();
        try {
            DriverManager.getConnection(url, "u", "p").close();
        } catch (SQLException e) {
            MaskedErrors.mask(e).printStackTrace(new PrintWriter(trace));
        }
        assertThat(trace.toString()).isNotEmpty().doesNotContain("hush");
    }
}
