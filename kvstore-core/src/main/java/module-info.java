/** A durable key-value store with time-to-live on MySQL: its API, and everything about one shard. */
@SuppressWarnings({"module", "requires-automatic"}) // sharding is built later; JDBI and Micrometer have no module-info
module io.kvstore {
    requires com.google.common;
    requires com.zaxxer.hikari;
    requires dev.failsafe.core;
    requires io.leangen.geantyref; // for JDBI, which cannot say so itself
    requires java.sql;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static io.github.bucket4j.core; // for io.kvstore.adapter.bucket4j
    requires static micrometer.commons; // for io.kvstore.observation, as those of observation and tracing
    requires static micrometer.core; // for io.kvstore.metrics
    requires static micrometer.observation;
    requires static micrometer.tracing;
    requires static mysql.connector.j; // for io.kvstore.internal.socket, which it loads
    requires static net.javacrumbs.shedlock.core; // for io.kvstore.adapter.shedlock
    requires static spring.beans; // for io.kvstore.adapter.boot, as those of Boot, context, core and testcontainers
    requires static spring.boot;
    requires static spring.boot.autoconfigure;
    requires static spring.boot.health;
    requires static spring.boot.testcontainers;
    requires static spring.context;
    requires static spring.core;
    requires static spring.integration.core; // for io.kvstore.adapter.integration
    requires static spring.session.core; // for io.kvstore.adapter.session
    requires static testcontainers;
    requires static tools.jackson.core; // for io.kvstore.config, as the next
    requires static tools.jackson.dataformat.yaml;
    requires static transitive org.jspecify;

    exports io.kvstore;
    exports io.kvstore.adapter.boot;
    exports io.kvstore.adapter.bucket4j;
    exports io.kvstore.adapter.cache;
    exports io.kvstore.adapter.integration;
    exports io.kvstore.adapter.session;
    exports io.kvstore.adapter.shedlock;
    exports io.kvstore.config;
    exports io.kvstore.metrics;
    exports io.kvstore.observation;
    exports io.kvstore.spi;
    exports io.kvstore.internal to
            io.kvstore.sharding;
    exports io.kvstore.internal.engine.mysql to
            io.kvstore.sharding;
    exports io.kvstore.internal.key to
            io.kvstore.sharding;
    exports io.kvstore.internal.lane to
            io.kvstore.sharding;
    exports io.kvstore.internal.pool to
            io.kvstore.sharding;
    exports io.kvstore.internal.reap to
            io.kvstore.sharding;
    exports io.kvstore.internal.request to
            io.kvstore.sharding;
    exports io.kvstore.internal.shard to
            io.kvstore.sharding;
    exports io.kvstore.internal.socket to
            mysql.connector.j;
    exports io.kvstore.internal.sql to
            io.kvstore.sharding;
    exports io.kvstore.internal.trace to
            io.kvstore.sharding;

    opens io.kvstore.adapter.boot; // to Spring

    uses io.kvstore.spi.KvStoreProvider;
    uses java.sql.Driver; // so that a driver on the module path is there to be loaded by name
}
