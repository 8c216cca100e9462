package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MySQL creates its own certificates at its first start. They are for no host, and signed by an unknown authority. */
@NeedsMySql
@ExtendWith(LeakCheck.class)
class MySqlTlsTest {

    private final ShardConfig shard = Engine.MYSQL.newShards(1).get(0);

    private KvConfig with(String user, String url) {
        return KvConfig.builder().shard(shard.name(), url, user, "root").build();
    }

    private String url(String query) {
        return shard.url().replaceFirst("\\?.*", query);
    }

    @Test
    void unverifiableCertificateIsRefusedAtANetworkAddress() {
        String url = TlsTest.byNetwork(url(""));
        assertThatThrownBy(() -> KvStore.open(with("root", url)))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("the server's certificate could not be verified for the host of the shard's URL")
                .hasMessageContaining("trustCertificateKeyStoreUrl");
        try (KvStore store = KvStore.open(with("root", url + "?sslMode=REQUIRED"))) {
            store.put("k", new byte[] {1});
            assertThat(store.get("k")).contains(new byte[] {1});
        }
    }

    @Test
    void unusableTrustStoreOrProtocolIsASetupError() {
        for (String property : new String[] {
            "sslMode=VERIFY_CA&trustCertificateKeyStoreUrl=file:/no/such/store",
            "sslMode=REQUIRED&tlsVersions=TLSv9",
            "sslMode=REQUIRED&tlsCiphersuites=none"
        }) {
            assertThatThrownBy(() -> KvStore.open(with("root", url("?" + property))))
                    .as(property)
                    .isInstanceOf(KvSetupException.class);
        }
    }

    @Test
    void serverThatRequiresTlsFailsWithTheSettingToUse() {
        Engine.execute(shard, "SET GLOBAL require_secure_transport = ON");
        try {
            assertThatThrownBy(() -> KvStore.open(with("root", url("?sslMode=DISABLED&allowPublicKeyRetrieval=true"))))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("(error 3159): set sslMode=VERIFY_IDENTITY, or REQUIRED");
        } finally {
            Engine.execute(
                    ShardConfig.of("a", url("?sslMode=REQUIRED"), "root", "root"),
                    "SET GLOBAL require_secure_transport = OFF");
        }
    }

    /** The account is new, so the server has not cached its password. It needs its key to check the password. */
    @Test
    void passwordThatCannotBeEncryptedIsASetupErrorWithWaysOut() {
        Engine.execute(shard, "CREATE USER IF NOT EXISTS fresh IDENTIFIED BY 'root'");
        Engine.execute(shard, "GRANT ALL ON *.* TO fresh");
        try {
            assertThatThrownBy(() -> KvStore.open(with("fresh", url("?sslMode=DISABLED"))))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("Public Key Retrieval is not allowed")
                    .hasMessageContaining("sslMode=VERIFY_IDENTITY")
                    .hasMessageContaining("serverRSAPublicKeyFile")
                    .hasMessageContaining("allowPublicKeyRetrieval=true");
        } finally {
            Engine.execute(shard, "DROP USER fresh");
        }
    }
}
