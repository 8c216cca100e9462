package io.kvstore.internal.engine.mysql;

import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.ConnectorUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides how the driver verifies servers. By itself Connector/J verifies nothing and sends the password to whoever
 * answers. So servers on other hosts must prove by their certificate that they are the host of the URL, unless the
 * configuration says otherwise.
 */
public final class Tls {

    static final String DEFAULT = "VERIFY_IDENTITY";

    /** Names of older drivers. The driver still uses them if sslMode is not set. */
    private static final List<String> OLD_NAMES = List.of("useSSL", "requireSSL", "verifyServerCertificate");

    private Tls() {}

    /** The value of sslMode. Empty if the configuration sets it, or if the server is on this host. */
    static Optional<String> mode(ShardConfig shard, PoolConfig pool) {
        ConnectorUrl url = ConnectorUrl.parse(shard.url());
        return isLoopback(url.host()) || said(url, pool).isPresent() ? Optional.empty() : Optional.of(DEFAULT);
    }

    /** The log message about servers that need not prove their identity. Empty if there are none. */
    public static Optional<String> notice(List<ShardConfig> shards, PoolConfig pool) {
        String unproven = shards.stream()
                .filter(shard -> shard.url().startsWith("jdbc:mysql:"))
                .flatMap(shard -> unproven(shard, pool))
                .collect(joining(", "));
        return unproven.isEmpty()
                ? Optional.empty()
                : Optional.of("these servers need not prove their identity, as the config says: " + unproven
                        + ". Whoever answers instead of them gets the password and the data. Remove sslMode to get "
                        + DEFAULT + ", the default");
    }

    private static Stream<String> unproven(ShardConfig shard, PoolConfig pool) {
        ConnectorUrl url = ConnectorUrl.parse(shard.url());
        return isLoopback(url.host())
                ? Stream.empty()
                : said(url, pool).stream()
                        .filter(mode -> !mode.equalsIgnoreCase("sslMode=" + DEFAULT))
                        .map(mode -> shard.name() + " (" + mode + ")");
    }

    /** What the configuration sets, such as {@code sslMode=REQUIRED}, in the order in which the driver looks. */
    private static Optional<String> said(ConnectorUrl url, PoolConfig pool) {
        Map<String, String> ofPool = pool.driverProperties();
        return Stream.of(url.serverProperties(), ofPool, url.properties())
                .filter(properties -> properties.containsKey("sslMode"))
                .map(properties -> "sslMode=" + properties.get("sslMode"))
                .findFirst()
                .or(() -> OLD_NAMES.stream()
                        .filter(name ->
                                ofPool.containsKey(name) || url.properties().containsKey(name))
                        .map(name -> name + "="
                                + ofPool.getOrDefault(name, url.properties().getOrDefault(name, "")))
                        .findFirst());
    }

    /** Only by the text of the URL. Names other than localhost are not resolved. */
    static boolean isLoopback(String host) {
        String address = CharMatcher.anyOf("[]").trimFrom(host);
        return address.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(address)
                        && InetAddresses.forString(address).isLoopbackAddress());
    }
}
