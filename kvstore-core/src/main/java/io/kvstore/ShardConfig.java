package io.kvstore;

import static java.util.Objects.requireNonNull;

import io.kvstore.internal.Checks;
import io.kvstore.internal.Secrets;
import io.kvstore.internal.ShardUrl;
import java.util.regex.Pattern;

/**
 * One shard: a database on a MySQL or MariaDB server, or an embedded H2 database. Immutable.
 *
 * @param name what the ring is built from: 1 to 64 letters, digits, {@code . _ -}. Renaming a shard moves its keys,
 *     moving it to another server under the same name does not
 * @param url {@code jdbc:mysql://host:port/database}, also for MariaDB, or {@code jdbc:h2:…}: one database on one server
 * @param user the database user
 * @param password its password, shown by no message and no log
 * @param weight its share of the keys relative to other shards: 1 to 1,000
 */
public record ShardConfig(String name, String url, String user, String password, int weight) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Refuses what is out of bounds. {@inheritDoc} */
    public ShardConfig {
        requireNonNull(name, "shard name");
        Checks.that(
                NAME.matcher(name).matches(),
                "shard name '%s': 1 to 64 letters, digits, dots, underscores or hyphens",
                name);
        requireNonNull(url, "url of shard '" + name + "'");
        requireNonNull(user, "user of shard '" + name + "'");
        requireNonNull(password, "password of shard '" + name + "'");
        ShardUrl.check(name, url);
        Checks.between("weight of shard '" + name + "'", weight, 1, 1_000);
    }

    /**
     * A shard of weight 1.
     *
     * @param name its name
     * @param url its JDBC URL
     * @param user the database user
     * @param password its password
     * @return the shard
     */
    public static ShardConfig of(String name, String url, String user, String password) {
        return new ShardConfig(name, url, user, password, 1);
    }

    /**
     * With another weight.
     *
     * @param weight its share of the keys
     * @return a copy
     */
    public ShardConfig withWeight(int weight) {
        return new ShardConfig(name, url, user, password, weight);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return name + "[" + Secrets.mask(url) + ", user=" + user + ", weight=" + weight + "]";
    }
}
