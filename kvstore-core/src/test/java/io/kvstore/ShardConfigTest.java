package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardConfigTest {

    private static final String URL = "jdbc:mysql://h:3306/db";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "eu-west-1.db_2",
                "A",
                "-",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void nameIsAcceptedWithinItsLimits(String name) {
        assertThat(ShardConfig.of(name, URL, "u", "p").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a#1",
                "a/b",
                "a:1",
                "ä",
                "a\n",
                "😀",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void nameBeyondItsLimitsIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of(name, URL, "u", "p"))
                .withMessageContaining("shard name '" + name + "'")
                .withMessageContaining("1 to 64 letters");
    }

    @Test
    void weightIsOneToAThousand() {
        assertThat(ShardConfig.of("a", URL, "u", "p").weight()).isEqualTo(1);
        assertThat(ShardConfig.of("a", URL, "u", "p").withWeight(1_000).weight())
                .isEqualTo(1_000);
        for (int weight : new int[] {0, -1, 1_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ShardConfig.of("a", URL, "u", "p").withWeight(weight))
                    .withMessage("weight of shard 'a' is %d: it must be 1 to 1000", weight);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h:3306/db",
                "mysql://h/db",
                "jdbc:mariadb://h/db",
                "jdbc:postgresql://h/db",
                "JDBC:MYSQL://h/db"
            })
    void urlOfAnotherKindIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", url, "u", "p"))
                .withMessageContaining("url of shard 'a' is '" + url + "'")
                .withMessageContaining("jdbc:mysql:")
                .withMessageContaining("jdbc:h2:");
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of(null, URL, "u", "p"))
                .withMessage("shard name");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", null, "u", "p"))
                .withMessage("url of shard 'a'");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", URL, null, "p"))
                .withMessage("user of shard 'a'");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", URL, "u", null))
                .withMessage("password of shard 'a'");
    }

    @Test
    void toStringNeverHoldsThePassword() {
        assertThat(ShardConfig.of("a", URL + "?password=hush1&x=1", "u", "hush2")
                        .withWeight(3))
                .hasToString("a[jdbc:mysql://h:3306/db?password=***&x=1, user=u, weight=3]");
    }

    @Test
    void messageAboutAUrlNeverHoldsThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", "jdbc:mariadb://u:hush1@h/db?password=hush2", "u", "hush3"))
                .withMessageContaining("jdbc:mariadb://u:***@h/db?password=***")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }
}
