package io.kvstore.internal.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final PoolConfig POOL = PoolConfig.defaults();

    private static ShardConfig shard(String url) {
        return ShardConfig.of("a", url, "u", "p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "127.0.0.1",
                "127.1.2.3",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "",
                "(host=localhost,port=1)",
                "address=(host=127.0.0.1)",
                "%31%32%37.0.0.1",
            })
    void thisMachineNeedsNoProof(String host) {
        assertThat(Tls.mode(shard("jdbc:mysql://" + host + "/kv"), POOL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-a",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "notlocalhost",
                "10.0.0.1",
                "0.0.0.0",
                "128.0.0.1",
                "[fe80::1]",
                "[::]",
                "(host=db-a,port=1)",
                "address=(host=db-a)",
            })
    void otherMachinesMustProveWhoTheyAre(String host) {
        assertThat(Tls.mode(shard("jdbc:mysql://" + host + "/kv"), POOL)).contains("VERIFY_IDENTITY");
    }

    @Test
    void hostInTheQueryIsTheHost() {
        assertThat(Tls.mode(shard("jdbc:mysql:///kv?host=db-a"), POOL)).contains("VERIFY_IDENTITY");
        assertThat(Tls.mode(shard("jdbc:mysql://localhost/kv?host=db-a"), POOL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslMode=REQUIRED",
                "ssl%4Dode=REQUIRED",
                "useSSL=false",
                "requireSSL=true",
                "verifyServerCertificate=false",
            })
    void whatTheConfigSaysCounts(String property) {
        assertThat(Tls.mode(shard("jdbc:mysql://db-a/kv?" + property), POOL)).isEmpty();
        assertThat(Tls.mode(shard("jdbc:mysql://(host=db-a," + property + ")/kv"), POOL))
                .isEmpty();
        String[] parts = property.replace("%4D", "M").split("=", 2);
        assertThat(Tls.mode(shard("jdbc:mysql://db-a/kv"), POOL.withDriverProperty(parts[0], parts[1])))
                .isEmpty();
    }

    /** The driver does not know the name, and would verify nothing. */
    @Test
    void nameInAnotherCaseSaysNothing() {
        assertThat(Tls.mode(shard("jdbc:mysql://db-a/kv?SSLMODE=DISABLED"), POOL))
                .contains("VERIFY_IDENTITY");
    }

    @Test
    void noticeTellsWhatWins() {
        List<ShardConfig> shards = List.of(shard("jdbc:mysql://db-a/kv?sslMode=DISABLED"));
        assertThat(Tls.notice(shards, POOL).orElseThrow()).contains("a (sslMode=DISABLED)");
        assertThat(Tls.notice(shards, POOL.withDriverProperty("sslMode", "VERIFY_IDENTITY")))
                .isEmpty();
        assertThat(Tls.notice(
                                List.of(shard("jdbc:mysql://(host=db-a,sslMode=DISABLED)/kv")),
                                POOL.withDriverProperty("sslMode", "VERIFY_IDENTITY"))
                        .orElseThrow())
                .contains("a (sslMode=DISABLED)");
        assertThat(Tls.notice(List.of(shard("jdbc:h2:mem:a")), POOL.withDriverProperty("sslMode", "DISABLED")))
                .isEmpty();
    }
}
