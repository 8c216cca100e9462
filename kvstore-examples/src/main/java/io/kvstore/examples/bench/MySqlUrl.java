package io.kvstore.examples.bench;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The URL of a shard, parsed by Connector/J itself. Immutable.
 *
 * @param host the host of the server
 * @param names the names of the properties that the URL sets
 */
record MySqlUrl(String host, Set<String> names) {

    static MySqlUrl of(ShardConfig shard) {
        HostInfo server = ConnectionUrl.getConnectionUrlInstance(shard.url(), new Properties())
                .getMainHost();
        return new MySqlUrl(
                server.getHost(), Set.copyOf(server.getHostProperties().keySet()));
    }

    /**
     * Whether TLS must verify the server. The rule is that of the store: yes for a server on another machine, unless
     * the config says otherwise.
     */
    boolean needsProof(PoolConfig config) {
        return !isLoopback()
                && Stream.of("sslMode", "useSSL", "requireSSL", "verifyServerCertificate")
                        .noneMatch(name -> names.contains(name)
                                || config.driverProperties().containsKey(name));
    }

    private boolean isLoopback() {
        String address = CharMatcher.anyOf("[]").trimFrom(host);
        return address.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(address)
                        && InetAddresses.forString(address).isLoopbackAddress());
    }
}
