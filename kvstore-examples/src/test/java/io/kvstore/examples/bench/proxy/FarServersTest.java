package io.kvstore.examples.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.ShardConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarServersTest {

    private static final Duration ROUND_TRIP = Duration.ofNanos(500_000);

    @Test
    void aShardKeepsAllButItsAddress() {
        ShardConfig near = ShardConfig.of("a", "jdbc:mysql://db-a.example:3307/kv?sslMode=DISABLED", "u", "p")
                .withWeight(3);

        try (FarServers servers = new FarServers(List.of(near), ROUND_TRIP)) {
            assertThat(servers.shards()).singleElement().satisfies(far -> {
                assertThat(far.url()).matches("jdbc:mysql://127\\.0\\.0\\.1:\\d+/kv\\?sslMode=DISABLED");
                assertThat(far).usingRecursiveComparison().ignoringFields("url").isEqualTo(near);
            });
        }
    }

    @Test
    void shardsOfOneServerShareItsProxy() {
        try (FarServers servers = new FarServers(
                List.of(
                        ShardConfig.of("a", "jdbc:mysql://localhost:3306/one", "u", "p"),
                        ShardConfig.of("b", "jdbc:mysql://localhost/two", "u", "p"),
                        ShardConfig.of("c", "jdbc:mysql://localhost:3307/one", "u", "p")),
                ROUND_TRIP)) {
            List<Integer> ports =
                    servers.shards().stream().map(shard -> port(shard.url())).toList();

            assertThat(ports.get(0)).isEqualTo(ports.get(1)).isNotEqualTo(ports.get(2));
        }
    }

    @Test
    void whatIsSentToAShardArrivesAtItsServer() throws IOException {
        try (EchoServer echo = new EchoServer();
                FarServers servers = new FarServers(
                        List.of(ShardConfig.of(
                                "a", "jdbc:mysql://127.0.0.1:" + echo.address().getPort() + "/kv", "u", "p")),
                        ROUND_TRIP);
                Socket client = new Socket(
                        InetAddress.getLoopbackAddress(),
                        port(servers.shards().get(0).url()))) {
            client.getOutputStream().write(42);

            assertThat(client.getInputStream().read()).isEqualTo(42);
            assertThat(servers.held().getTotalCount()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:kv",
                "jdbc:mysql://(host=a,port=1)/kv",
                "jdbc:mysql://root:s3cret@a/kv",
            })
    void refusesWhatItCannotDelayWithoutShowingTheUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FarServers(List.of(ShardConfig.of("a", url, "u", "p")), ROUND_TRIP))
                .withMessage("--round-trip needs a server: shard 'a' has no url of the form"
                        + " jdbc:mysql://host:port/database (see --config)");
    }

    private static int port(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }
}
