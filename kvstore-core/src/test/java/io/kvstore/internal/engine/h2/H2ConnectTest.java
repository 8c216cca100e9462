package io.kvstore.internal.engine.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2ConnectTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:x, jdbc:h2:mem:x;MODE=MySQL;LOCK_TIMEOUT=1000",
        "jdbc:h2:tcp://h/~/x, jdbc:h2:tcp://h/~/x;MODE=MySQL;LOCK_TIMEOUT=1000",
        "jdbc:h2:mem:x;mode=MariaDB, jdbc:h2:mem:x;mode=MariaDB;LOCK_TIMEOUT=1000",
        "jdbc:h2:mem:x;Lock_Timeout=5, jdbc:h2:mem:x;Lock_Timeout=5;MODE=MySQL",
        "jdbc:h2:mem:x;LOCK_TIMEOUT=5;MODE=MySQL, jdbc:h2:mem:x;LOCK_TIMEOUT=5;MODE=MySQL",
    })
    void parameterOfTheUrlWinsOverTheDefault(String url, String connected) {
        Properties properties = new Properties();
        PoolConfig pool = PoolConfig.defaults().withDriverProperty("CACHE_SIZE", "1024");
        assertThat(new H2Dialect().connect(ShardConfig.of("a", url, "sa", ""), pool, properties))
                .isEqualTo(connected);
        assertThat(properties).containsOnlyKeys("CACHE_SIZE");
    }
}
