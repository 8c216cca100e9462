package io.kvstore.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In an ASCII locale, keys and values are still UTF-8, and other bytes are refused. The test writes bytes as bash
 * escapes, because this process may have such a locale too.
 */
class AsciiLocaleIT {

    private static final String E_ACUTE = "$'\\xc3\\xa9'";
    private static final String NOT_UTF8 = "$'a\\xff'";

    @TempDir
    private Path directory;

    private Result ascii(String line) throws Exception {
        return Launcher.in(directory).bash("export LC_ALL=C; " + line);
    }

    private void assertPrints(String line, String output) throws Exception {
        Result result = ascii(line);
        assertThat(result.errors()).isEmpty();
        assertThat(result.text()).isEqualTo(output);
        assertThat(result.code()).isZero();
    }

    @Test
    void keysAndValuesKeepTheirBytes() throws Exception {
        assertPrints("kv put " + E_ACUTE + " " + E_ACUTE, "");
        assertPrints("kv get " + E_ACUTE, "é");
        assertPrints("kv get " + E_ACUTE + " --json | cut -d, -f 1,2", "{\"key\":\"é\",\"value\":\"é\"\n");
        assertPrints("printf 'get %s\\n' " + E_ACUTE + " | kv shell", "é\n");
        assertPrints("printf '%s\\t%s\\n' " + E_ACUTE + "k " + E_ACUTE + "v | kv mput", "");
        assertPrints("kv mget " + E_ACUTE + "k", "ék\tév\n");
        assertPrints("printf " + NOT_UTF8 + " | kv put bytes; kv get bytes | od -An -tx1", " 61 ff\n");
    }

    @Test
    void filesAreFoundByTheirNames() throws Exception {
        assertPrints("echo v > " + E_ACUTE + "; kv put k --file " + E_ACUTE + "; kv get k", "v\n");
        assertThat(ascii("kv put k --file " + E_ACUTE + E_ACUTE).errors()).isEqualTo("kv: no such file: éé\n");
    }

    @Test
    void anArgumentThatIsNotUtf8IsRefused() throws Exception {
        for (String line : new String[] {"kv get " + NOT_UTF8, "kv put k " + NOT_UTF8, "kv put " + NOT_UTF8 + " v"}) {
            Result result = ascii(line);
            assertThat(result.errors())
                    .startsWith("kv: argument ")
                    .contains(" is not UTF-8")
                    .hasLineCount(1);
            assertThat(result.text()).isEmpty();
            assertThat(result.code()).isEqualTo(2);
        }
        assertThat(ascii("kv get k").code()).as("nothing was stored").isEqualTo(1);
    }
}
