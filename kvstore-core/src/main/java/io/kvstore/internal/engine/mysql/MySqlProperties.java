package io.kvstore.internal.engine.mysql;

import static java.util.Map.entry;

import com.google.common.collect.Sets;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import io.kvstore.internal.engine.mysql.session.UserVariables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The properties of Connector/J that a configuration may not set, in a URL or in {@link PoolConfig#driverProperties()}.
 */
final class MySqlProperties {

    /** The store sets these. Some have settings of their own. */
    private static final Map<String, String> OURS = Map.of(
            "useAffectedRows", "",
            "allowMultiQueries", "",
            "forceConnectionTimeZoneToSession", "",
            "maxAllowedPacket", "",
            "connectTimeout", ", or set pool.connectTimeout",
            "socketTimeout", ", or set pool.socketTimeout");

    /**
     * These can change what statements mean, what they return, when they are committed, or who runs them. Each has the
     * only value that is harmless.
     */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            // a new connection without our session
            entry("autoReconnect", "false"),
            entry("autoReconnectForPools", "false"),
            entry("reconnectAtTxEnd", "false"),
            // commits that the driver leaves out
            entry("useLocalTransactionState", "false"),
            entry("elideSetAutoCommits", "false"),
            // results and counts
            entry("maxRows", "-1"),
            entry("defaultFetchSize", "0"),
            entry("useCursorFetch", "false"),
            entry("clobberStreamingResults", "false"),
            entry("compensateOnDuplicateKeyUpdateCounts", "false"),
            entry("blobsAreStrings", "false"),
            entry("functionsNeverReturnBlobs", "false"),
            entry("emulateLocators", "false"),
            entry("databaseTerm", "CATALOG"),
            entry("characterSetResults", ""),
            entry("characterEncoding", "UTF-8"),
            // properties and code of others
            entry("useConfigs", ""),
            entry("propertiesTransform", ""),
            entry("queryInterceptors", ""),
            entry("exceptionInterceptors", ""),
            entry("connectionLifecycleInterceptors", ""),
            // files of this machine, for whoever answers as the server
            entry("allowLoadLocalInfile", "false"),
            entry("allowLoadLocalInfileInPath", ""),
            entry("allowUrlInLocalInfile", "false"));

    private MySqlProperties() {}

    /** Properties that a configuration may not set, or only to one value. */
    static Set<String> refused() {
        return Sets.union(OURS.keySet(), HARMLESS.keySet());
    }

    static void check(ShardConfig shard, PoolConfig pool) {
        MySqlUrl.parameters(shard).forEach(checkOf("url of shard '" + shard.name() + "'"));
        pool.driverProperties().forEach(checkOf("pool.driverProperties"));
        UserVariables.check(pool);
    }

    private static BiConsumer<String, String> checkOf(String where) {
        return (name, value) -> {
            Checks.that(
                    !OURS.containsKey(name),
                    "%s sets %s, which the store sets itself because its statements rely on it: remove it%s",
                    where,
                    name,
                    OURS.getOrDefault(name, ""));
            Checks.that(
                    isHarmless(name, value),
                    "%s sets %s, which can change the meaning or the results of statements: remove it",
                    where,
                    name);
        };
    }

    private static boolean isHarmless(String name, String value) {
        String harmless = HARMLESS.get(name);
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "characterEncoding" -> Set.of("utf-8", "utf8", "utf8mb4").contains(lower);
            case "connectionCollation" -> lower.startsWith("utf8mb4_");
            default -> harmless == null || value.isEmpty() || harmless.equalsIgnoreCase(value);
        };
    }
}
