package io.kvstore.internal.sql;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import java.util.List;
import java.util.regex.Pattern;

/** What the URL of a shard on MySQL may hold. */
final class MySqlUrl {

    private MySqlUrl() {}

    /** Refuses what must not stand in a URL, or in {@link PoolConfig#driverProperties()}. */
    static void check(ShardConfig shard, PoolConfig pool) {
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
        for (String name : List.of("useAffectedRows", "allowMultiQueries", "forceConnectionTimeZoneToSession")) {
            Checks.that(
                    !sets(shard, name),
                    "url of shard '%s' sets %s, on which the meaning of every statement stands: remove it",
                    shard.name(),
                    name);
        }
        for (String name : List.of(
                "useAffectedRows", "allowMultiQueries", "forceConnectionTimeZoneToSession", "user", "password")) {
            Checks.that(
                    !pool.driverProperties().containsKey(name),
                    "pool.driverProperties sets %s, which the store sets itself: remove it",
                    name);
        }
    }

    /** The driver knows names only as they are written. */
    static boolean sets(ShardConfig shard, String name) {
        return Pattern.compile("[?&(,]\\s*" + name + "\\s*=")
                .matcher(shard.url())
                .find();
    }
}
