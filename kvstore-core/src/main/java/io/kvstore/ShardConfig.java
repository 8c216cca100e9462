package io.kvstore;

import static java.util.Objects.requireNonNull;

import io.kvstore.internal.Checks;
import io.kvstore.internal.Secrets;
import io.kvstore.internal.ShardUrl;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One shard: a database on a MySQL or MariaDB server, or an embedded H2 database. Immutable: each {@code with}
 * method returns a copy.
 *
 * <p>Not a record, and what may hold a secret is transient: what writes any object out by reflection, as JSON or for a
 * log, finds neither the password nor the URL.
 */
public final class ShardConfig {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String name;
    private final transient String url;
    private final String user;
    private final transient String password;
    private final int weight;

    private ShardConfig(String name, String url, String user, String password, int weight) {
        this.name = requireNonNull(name, "shard name");
        Checks.that(
                NAME.matcher(name).matches(),
                "shard name '%s': 1 to 64 letters, digits, dots, underscores or hyphens",
                name);
        this.url = requireNonNull(url, "url of shard '" + name + "'");
        this.user = requireNonNull(user, "user of shard '" + name + "'");
        this.password = requireNonNull(password, "password of shard '" + name + "'");
        ShardUrl.check(name, url);
        Checks.between("weight of shard '" + name + "'", weight, 1, 1_000);
        this.weight = weight;
    }

    /**
     * A shard of weight 1. The other four have no default.
     *
     * @param name what the ring is built from: 1 to 64 letters, digits, {@code . _ -}. Renaming a shard moves its keys,
     *     moving it to another server under the same name does not
     * @param url {@code jdbc:mysql://host:port/database}, also for MariaDB, or {@code jdbc:h2:…}: one database
     *     on one server
     * @param user the database user
     * @param password its password, shown by no message and no log
     * @return the shard
     * @throws IllegalArgumentException if one of them is out of bounds; the message names it
     */
    public static ShardConfig of(String name, String url, String user, String password) {
        return new ShardConfig(name, url, user, password, 1);
    }

    /**
     * With another URL: the same shard on another server.
     *
     * @param url its JDBC URL
     * @return a copy
     * @throws IllegalArgumentException if it is of another kind, or leads to several servers
     */
    public ShardConfig withUrl(String url) {
        return new ShardConfig(name, url, user, password, weight);
    }

    /**
     * With another weight.
     *
     * @param weight its share of the keys relative to other shards: 1 to 1,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ShardConfig withWeight(int weight) {
        return new ShardConfig(name, url, user, password, weight);
    }

    /**
     * What the ring is built from.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Where the database is.
     *
     * @return the JDBC URL as it was given; it may hold secrets
     */
    public String url() {
        return url;
    }

    /**
     * The database user.
     *
     * @return its name
     */
    public String user() {
        return user;
    }

    /**
     * The database user's password.
     *
     * @return the secret
     */
    public String password() {
        return password;
    }

    /**
     * Its share of the keys relative to other shards.
     *
     * @return 1 to 1,000
     */
    public int weight() {
        return weight;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardConfig that
                && name.equals(that.name)
                && url.equals(that.url)
                && user.equals(that.user)
                && password.equals(that.password)
                && weight == that.weight;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, url, user, password, weight);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return name + "[" + Secrets.mask(url) + ", user=" + user + ", weight=" + weight + "]";
    }
}
