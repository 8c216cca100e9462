package io.kvstore.examples.bench.proxy;

import io.kvstore.ShardConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** The servers of shards, each behind a {@link DelayProxy}. Not thread-safe. */
public final class FarServers implements AutoCloseable {

    private static final String JDBC = "jdbc:";
    private static final int MYSQL_PORT = 3306;

    private final Map<InetSocketAddress, DelayProxy> proxies = new LinkedHashMap<>();
    private final List<ShardConfig> shards;
    private final Duration delay;

    /**
     * Starts a proxy for each server. Shards on one server share a proxy.
     *
     * @param shards on MySQL or MariaDB, each with one host in its URL
     * @param roundTrip the smallest time until an answer
     * @throws IllegalArgumentException if a shard is embedded, or its URL names more than one host
     */
    public FarServers(List<ShardConfig> shards, Duration roundTrip) {
        delay = roundTrip.dividedBy(2);
        try {
            this.shards = shards.stream().map(this::moveAway).toList();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ShardConfig moveAway(ShardConfig shard) {
        URI url = uri(shard);
        InetSocketAddress server = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? MYSQL_PORT : url.getPort());
        InetSocketAddress proxy =
                proxies.computeIfAbsent(server, to -> new DelayProxy(to, delay)).address();
        String far = shard.url()
                .replaceFirst(
                        Pattern.quote(url.getRawAuthority()),
                        Matcher.quoteReplacement(proxy.getAddress().getHostAddress() + ":" + proxy.getPort()));
        return shard.withUrl(far);
    }

    private static URI uri(ShardConfig shard) {
        URI url;
        try {
            url = URI.create(shard.url().substring(JDBC.length()));
        } catch (IllegalArgumentException e) {
            throw refusal(shard);
        }
        if (!"mysql".equals(url.getScheme()) || url.getHost() == null || url.getRawUserInfo() != null) {
            throw refusal(shard);
        }
        return url;
    }

    /** The message leaves out the URL, which may have a password. */
    private static IllegalArgumentException refusal(ShardConfig shard) {
        return new IllegalArgumentException("--round-trip needs a server: shard '" + shard.name()
                + "' has no url of the form jdbc:mysql://host:port/database (see --config)");
    }

    /**
     * The shards for clients.
     *
     * @return the same shards with the URLs of the proxies
     */
    public List<ShardConfig> shards() {
        return shards;
    }

    /**
     * The delays in each direction on all servers, since the last call of this method.
     *
     * @return nanoseconds, one value for each piece that was read
     */
    public Histogram held() {
        Histogram all = new Histogram(3);
        proxies.values().forEach(proxy -> all.add(proxy.held()));
        return all;
    }

    @Override
    public void close() {
        proxies.values().forEach(DelayProxy::close);
    }
}
