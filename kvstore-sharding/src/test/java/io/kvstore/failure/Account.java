package io.kvstore.failure;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;

/** Another user of a shard's server, whose password is {@code pw}. */
record Account(ShardConfig shard, String name) {

    /** Made for both hosts: at localhost MariaDB's anonymous user would win over '%'. */
    Account {
        for (String host : new String[] {"%", "localhost"}) {
            Engine.execute(shard, "CREATE USER IF NOT EXISTS '" + name + "'@'" + host + "' IDENTIFIED BY 'pw'");
        }
    }

    /** {@code {user}} in the statement stands for each of the two. */
    void execute(String sql) {
        for (String host : new String[] {"%", "localhost"}) {
            Engine.execute(shard, sql.replace("{user}", "'" + name + "'@'" + host + "'"));
        }
    }

    KvConfig config() {
        return KvConfig.builder().shard(shard.name(), shard.url(), name, "pw").build();
    }

    void drop() {
        execute("DROP USER {user}");
    }
}
