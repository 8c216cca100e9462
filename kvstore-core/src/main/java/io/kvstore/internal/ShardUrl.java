package io.kvstore.internal;

import java.util.Map;
import java.util.regex.Pattern;

/** Rejects URLs that name several servers, or a driver that the store does not know. */
public final class ShardUrl {

    /** H2 accepts a list of servers and would write to all of them. */
    private static final Pattern H2_CLUSTER = Pattern.compile("jdbc:h2:(?:tcp|ssl):(?://)?[^/;]*,.*");

    private static final String ONE_SERVER = ": a shard is one database on one server, so that each read finds what was"
            + " written. Write one URL per shard, jdbc:mysql://host:port/database; where the writer may move, let a DNS"
            + " name or a proxy lead to it";

    private ShardUrl() {}

    /** Throws an IllegalArgumentException that names the shard and what to write instead. It shows no password. */
    public static void check(String shard, String url) {
        Checks.that(
                url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:h2:"),
                "url of shard '%s' is '%s': it must start with jdbc:mysql: (MariaDB too: the driver is MySQL's"
                        + " Connector/J) or jdbc:h2:",
                shard,
                Secrets.mask(url));
        if (url.startsWith("jdbc:h2:")) {
            Checks.that(
                    !H2_CLUSTER.matcher(url).matches(), "url of shard '%s' names several servers%s", shard, ONE_SERVER);
            return;
        }
        ConnectorUrl parts;
        try {
            parts = ConnectorUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url of shard '" + shard + "': " + e.getMessage(), e);
        }
        Checks.that(
                !parts.scheme().endsWith(":loadbalance:") && !parts.scheme().endsWith(":replication:"),
                "url of shard '%s' starts with %s, which is for several servers%s",
                shard,
                parts.scheme(),
                ONE_SERVER);
        Checks.that(
                parts.scheme().equals("jdbc:mysql:"),
                "url of shard '%s' starts with %s: write jdbc:mysql://host:port/database",
                shard,
                parts.scheme());
        Checks.that(
                parts.servers().size() == 1 && parts.host().indexOf(',') < 0,
                "url of shard '%s' names several servers%s",
                shard,
                ONE_SERVER);
        checkDnsSrv("url of shard '" + shard + "'", parts.properties());
    }

    /** Rejects the driver property that resolves a name to several servers. */
    public static void checkDnsSrv(String where, Map<String, String> properties) {
        String value = properties.getOrDefault("dnsSrv", "false");
        Checks.that(
                value.equalsIgnoreCase("false") || value.equalsIgnoreCase("no"),
                "%s sets dnsSrv, which looks up several servers%s",
                where,
                ONE_SERVER);
    }
}
