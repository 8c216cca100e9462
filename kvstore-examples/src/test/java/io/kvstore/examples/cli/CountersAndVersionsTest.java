package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that print the result of a write: {@code incr}, {@code get --touch}, {@code --print-version}. */
class CountersAndVersionsTest {

    @TempDir
    private Path directory;

    private InProcess kv;

    @BeforeEach
    void openStore() {
        kv = InProcess.in(directory);
    }

    private void assertPrints(String output, Result result) {
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.text()).isEqualTo(output);
    }

    private void assertRefused(Result result, String message) {
        assertThat(result.errors()).startsWith("kv: ").contains(message).hasLineCount(1);
        assertThat(result.text()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    private String version(String key) {
        return kv.kv("get", key, "--json").text().replaceAll(".*\"version\":(\\d+).*\\n", "$1");
    }

    @Test
    void incrementsByOneOrByWhatIsTyped() {
        assertPrints("1\n", kv.kv("incr", "k"));
        assertPrints("6\n", kv.kv("incr", "k", "5"));
        assertPrints("6", kv.kv("get", "k"));
        assertPrints("9223372036854775807\n", kv.kv("incr", "most", "9223372036854775807"));
        assertPrints("-9223372036854775808\n", kv.kv("incr", "least", "-9223372036854775808"));
    }

    @Test
    void aNegativeDeltaNeedsNoDashes() {
        assertPrints("-5\n", kv.kv("incr", "k", "-5"));
        assertPrints("-6\n", kv.kv("incr", "k", "-1", "--ttl", "1h"));
        assertPrints("-16\n", kv.kv("incr", "--ttl", "1h", "k", "-10"));
        assertPrints("-17\n", kv.kv("incr", "k", "--ttl=1h", "-1"));
        assertPrints("-18\n", kv.kv("incr", "--", "k", "-1"));
        assertPrints("-3\n", kv.kv("incr", "--", "-k", "-3"));
        assertPrints("-2\n", kv.kv("incr", "--", "-k"));
        assertPrints("-20\n-21\n", kv.feed("incr k -2\nincr k -1\n".getBytes(UTF_8), "shell"));
    }

    @Test
    void whatLooksLikeAnOptionIsNoDelta() {
        assertRefused(kv.kv("incr", "k", "--tll=1h"), "Unknown option: '--tll=1h'");
        assertRefused(kv.kv("incr", "k", "-x"), "Unknown option: '-x'; put a key or value that starts with - after --");
        assertRefused(kv.kv("incr", "k", "1", "-2"), "-2");
        assertRefused(kv.kv("incr", "k", "--ttl", "-1"), "--ttl");
        assertThat(kv.kv("get", "k").code()).as("nothing was done").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "", "9223372036854775808", "-9223372036854775809", "1e3"})
    void aDeltaThatIsNoNumberIsRefused(String delta) {
        assertRefused(kv.kv("incr", "k", delta), "DELTA");
    }

    @Test
    void theTtlIsThatOfANewCounter() {
        assertPrints("1\n", kv.kv("incr", "k", "--ttl", "1h"));
        assertThat(kv.kv("ttl", "k").text()).startsWith("59m");
        assertPrints("2\n", kv.kv("incr", "k", "--ttl", "9h"));
        assertThat(kv.kv("ttl", "k").text()).startsWith("59m");
        assertPrints("1\n", kv.kv("incr", "other"));
        assertPrints("never\n", kv.kv("ttl", "other"));
    }

    @Test
    void aValueThatIsNoNumberStays() {
        assertThat(kv.kv("put", "k", "one").code()).isZero();
        assertRefused(kv.kv("incr", "k"), "cannot add 1: the value of the key is not a whole number");
        assertPrints("one", kv.kv("get", "k"));
        assertThat(kv.kv("put", "k", "9223372036854775807").code()).isZero();
        assertRefused(kv.kv("incr", "k"), "cannot add 1");
    }

    @Test
    void getTouchesAKeyThatIsThere() {
        assertThat(kv.kv("get", "k", "--touch", "1h").code()).isEqualTo(1);
        assertThat(kv.kv("put", "k", "v").code()).isZero();
        String before = version("k");
        assertPrints("v", kv.kv("get", "k", "--touch", "1h"));
        assertThat(kv.kv("ttl", "k").text()).startsWith("59m");
        assertThat(version("k")).isNotEqualTo(before);

        Result json = kv.kv("get", "k", "--touch", "2h", "--json");
        assertThat(json.text())
                .matches("\\{\"key\":\"k\",\"value\":\"v\",\"version\":" + version("k") + ",\"ttlMillis\":7\\d{6}}\n");
        assertRefused(kv.kv("get", "k", "--touch", "0s"), "");
        assertRefused(kv.kv("get", "k", "--touch", "soon"), "--touch");
    }

    @Test
    void conditionalWritesPrintTheVersionThatTheyMade() {
        Result put = kv.kv("put", "k", "one", "--if-absent", "--print-version");
        assertPrints(version("k") + "\n", put);
        String version = put.text().strip();
        Result cas = kv.kv("cas", "k", version, "two", "--print-version", "--ttl", "1h");
        assertPrints(version("k") + "\n", cas);
        assertThat(cas.text().strip()).isNotEqualTo(version);

        Result lost = kv.kv("cas", "k", version, "three", "--print-version");
        assertThat(lost.text() + lost.errors()).isEmpty();
        assertThat(lost.code()).isEqualTo(1);
        assertThat(kv.kv("put", "k", "x", "--if-absent", "--print-version").code())
                .isEqualTo(1);
        assertPrints("", kv.kv("cas", "k", cas.text().strip(), "four"));
        assertPrints("", kv.kv("put", "new", "x", "--if-absent"));
    }

    @Test
    void aPutWithoutAConditionTellsNoVersion() {
        assertRefused(kv.kv("put", "k", "v", "--print-version"), "--print-version needs --if-absent");
        assertThat(kv.kv("get", "k").code()).as("nothing was put").isEqualTo(1);
    }
}
