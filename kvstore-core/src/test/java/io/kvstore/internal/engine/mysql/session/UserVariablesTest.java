package io.kvstore.internal.engine.mysql.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.engine.mysql.MySqlDialect;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver's sessionVariables may name anything but what the store sets itself. */
class UserVariablesTest {

    private static String told(String variables) {
        Properties properties = new Properties();
        new MySqlDialect()
                .connect(
                        ShardConfig.of("a", "jdbc:mysql://h/db", "u", "p"),
                        PoolConfig.defaults().withDriverProperty("sessionVariables", variables),
                        properties);
        return properties.getProperty("sessionVariables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autocommit=0",
                "AUTOCOMMIT = OFF",
                " autocommit:=0",
                "@@autocommit=0",
                "@@session.autocommit=0",
                "@@SESSION . autocommit=0",
                "@@local.autocommit=0",
                "session autocommit=0",
                "SESSION`autocommit`=0",
                "`autocommit`=0",
                "@@`session`.`autocommit`=0",
                "@@global.autocommit=0",
                "@@persist.autocommit=0",
                "SET autocommit=0",
                "SET SESSION autocommit=0",
                "/* a */autocommit=0",
                "sort_buffer_size=32768,autocommit=0",
                "sort_buffer_size=32768;autocommit=0",
                "optimizer_switch='mrr=on,autocommit=1',autocommit=0",
                "innodb_tmpdir='/a''b\\'c',autocommit=0",
            })
    void oneOfTheStoresIsRefusedInWhateverForm(String variables) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> told(variables))
                .withMessageContaining("sessionVariables sets autocommit,")
                .withMessageContaining("remove it");
    }

    @Test
    void eachOfTheStoresIsRefused() {
        for (SessionVariable variable : SessionVariables.of(PoolConfig.defaults())) {
            String name = variable.name();
            for (String written : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> told(written + "=1"))
                        .withMessageContaining("sessionVariables sets " + name + ",");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
                "session transaction read only",
                "NAMES gbk",
                "CHARACTER SET gbk",
                "CHARSET gbk",
            })
    void statementThatSetsOneOfTheStoresIsRefused(String statement) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> told(statement))
                .withMessageContaining("which the store sets itself");
    }

    @Test
    void othersAreTaken() {
        String variables = "sort_buffer_size=32768,@@session.lc_messages='de_DE',optimizer_switch='autocommit=off'";
        assertThat(told(variables)).isEqualTo(variables);
    }
}
