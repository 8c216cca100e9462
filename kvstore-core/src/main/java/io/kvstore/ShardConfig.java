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
 * <p>The fields that may hold secrets, password and URL, are transient. So libraries that write objects by reflection, as JSON
 * or to a log, do not write them.
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
     * A shard of weight 1.
     *
     * @param name 1 to 64 letters, digits, {@code . _ -}. It decides which keys the shard owns, so it must not change. The
     *     shard may move to another server under the same name
     * @param url {@code jdbc:mysql://host:port/database}, also for MariaDB, or {@code jdbc:h2:…}. It names one database
     *     on one server
     * @param user the database user
     * @param password its password; no message and no log shows it
     * @return the shard
     * @throws IllegalArgumentException if an argument is invalid; the message names it
     */
    public static ShardConfig of(String name, String url, String user, String password) {
        return new ShardConfig(name, url, user, password, 1);
    }

    /**
     * With another URL, for the same shard on another server.
     *
     * @param url its JDBC URL
     * @return a copy
     * @throws IllegalArgumentException if it is not a URL of MySQL, MariaDB or H2, or names several servers
     */
    public ShardConfig withUrl(String url) {
        return new ShardConfig(name, url, user, password, weight);
    }

    /**
     * With another weight.
     *
     * @param weight its share of the keys, relative to other shards: 1 to 1,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ShardConfig withWeight(int weight) {
        return new ShardConfig(name, url, user, password, weight);
    }

    /**
     * The name. It decides which keys the shard owns.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The JDBC URL.
     *
     * @return the URL as it was given; it may contain secrets
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
     * The password of the database user.
     *
     * @return the secret
     */
    public String password() {
        return password;
    }

    /**
     * Its share of the keys, relative to other shards.
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

    /** Everything except the password; secrets in the URL are masked. */
    @Override
    public String toString() {
        return name + "[" + Secrets.mask(url) + ", user=" + user + ", weight=" + weight + "]";
    }
}
