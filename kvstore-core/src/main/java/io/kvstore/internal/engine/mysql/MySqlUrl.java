package io.kvstore.internal.engine.mysql;

import com.google.common.primitives.Ints;
import io.kvstore.KvSetupException;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import io.kvstore.internal.ConnectorUrl;
import io.kvstore.internal.ShardUrl;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks the URL of a shard on MySQL. */
final class MySqlUrl {

    /** Properties of one shard, which cannot be set for all shards. The driver accepts these names in any case. */
    private static final Set<String> OF_A_SHARD = Set.of("user", "password", "host", "port", "dbname");

    private MySqlUrl() {}

    /** Rejects what must not be in a URL or in {@link PoolConfig#driverProperties()}. */
    static void check(ShardConfig shard, PoolConfig pool) {
        refuseForeign(shard, pool);
        refuseIncomplete(shard);
    }

    private static void refuseForeign(ShardConfig shard, PoolConfig pool) {
        Checks.that(
                !sets(shard, "user") && !sets(shard, "password") && shard.url().indexOf('@') < 0,
                "url of shard '%s' holds a user or a password (or an @, to be written %%40): give them as the shard's"
                        + " own user and password",
                shard.name());
        Checks.that(
                !sets(shard, "sessionVariables"),
                "url of shard '%s' sets sessionVariables: put them into pool.driverProperties, where they are merged"
                        + " with the store's own",
                shard.name());
        for (String name : pool.driverProperties().keySet()) {
            Checks.that(
                    !OF_A_SHARD.contains(name.toLowerCase(Locale.ROOT)),
                    "pool.driverProperties sets %s, which the store sets itself: remove it",
                    name);
        }
        ShardUrl.checkDnsSrv("pool.driverProperties", pool.driverProperties());
    }

    /** Rejects a URL with which no driver could connect. */
    private static void refuseIncomplete(ShardConfig shard) {
        ConnectorUrl url = ConnectorUrl.parse(shard.url());
        if (!url.port().isEmpty() && !isPort(url.port())) {
            throw new KvSetupException(
                    shard.name(), "its url has the port '" + url.port() + "': it must be 1 to 65535", null);
        }
        if (url.database().isEmpty()) {
            throw new KvSetupException(
                    shard.name(),
                    "its url names no database: write jdbc:mysql://host:port/database, and create the database first",
                    null);
        }
    }

    private static boolean isPort(String text) {
        Integer port = Ints.tryParse(text);
        return port != null && port >= 1 && port <= 65_535;
    }

    /** The driver knows most names only as they are written. */
    static boolean sets(ShardConfig shard, String name) {
        return parameters(shard).containsKey(name);
    }

    static Map<String, String> parameters(ShardConfig shard) {
        return ConnectorUrl.parse(shard.url()).properties();
    }
}
