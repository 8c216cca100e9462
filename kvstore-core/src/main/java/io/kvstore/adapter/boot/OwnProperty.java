package io.kvstore.adapter.boot;

import java.util.List;

/**
 * A property {@code kvstore.*} that is no setting of a config, but of what Boot makes around the store.
 *
 * @param name its full name
 * @param type of its value
 * @param byDefault its value if it is not set; empty if it has none
 * @param description for IDEs
 */
record OwnProperty(String name, String type, String byDefault, String description) {

    private static final String NONE = "";
    private static final String DURATION = "java.time.Duration";
    private static final String FLAG = "java.lang.Boolean";
    private static final String DURATIONS = "java.util.Map<java.lang.String,java.time.Duration>";
    private static final String TEXTS = "java.util.List<java.lang.String>";

    static final String SESSION_ENABLED_NAME = "kvstore.session.enabled";
    static final String CACHE_TTL_NAME = "kvstore.cache.ttl";
    static final String INTEGRATION_ENABLED_NAME = "kvstore.integration.enabled";

    static final OwnProperty REAPER_INTERVAL = new OwnProperty(
            "kvstore.reaper.interval",
            DURATION,
            "1m",
            "The pause between the end of a run of the reaper and the next. 0s for no runs.");

    static final OwnProperty HEALTH_TIMEOUT = new OwnProperty(
            "kvstore.health.timeout",
            DURATION,
            "1s",
            "How long the health indicator waits for the shards. A shard that does not answer in time is down.");

    static final OwnProperty SESSION_ENABLED = new OwnProperty(
            SESSION_ENABLED_NAME, FLAG, "false", "Whether HTTP sessions are kept in the store. Needs Spring Session.");

    static final OwnProperty SESSION_ALLOWED_PACKAGES = new OwnProperty(
            "kvstore.session.allowed-packages",
            TEXTS,
            NONE,
            "Packages whose classes, and those of their subpackages, may be read from a session. Common classes of the JDK"
                    + " always may.");

    static final OwnProperty INTEGRATION_ENABLED = new OwnProperty(
            INTEGRATION_ENABLED_NAME,
            FLAG,
            "false",
            "Whether the metadata store of Spring Integration is in the store. Needs Spring Integration.");

    static final OwnProperty INTEGRATION_TTL = new OwnProperty(
            "kvstore.integration.ttl",
            DURATION,
            NONE,
            "How long an entry of the metadata store lives after its last write. Without it, until it is removed.");

    static final OwnProperty CACHE_TTL = new OwnProperty(
            CACHE_TTL_NAME,
            DURATION,
            NONE,
            "How long an entry of a cache lives. If it is set, Spring's caches are in the store.");

    static final OwnProperty CACHE_TTLS = new OwnProperty(
            "kvstore.cache.ttls", DURATIONS, NONE, "How long an entry lives, by the name of its cache.");

    static final OwnProperty CACHE_ALLOWED_PACKAGES = new OwnProperty(
            "kvstore.cache.allowed-packages",
            TEXTS,
            NONE,
            "Packages whose classes, and those of their subpackages, may be read from a cache. Common classes of the JDK"
                    + " always may.");

    static final List<OwnProperty> ALL = List.of(
            REAPER_INTERVAL,
            HEALTH_TIMEOUT,
            SESSION_ENABLED,
            SESSION_ALLOWED_PACKAGES,
            INTEGRATION_ENABLED,
            INTEGRATION_TTL,
            CACHE_TTL,
            CACHE_TTLS,
            CACHE_ALLOWED_PACKAGES);
}
