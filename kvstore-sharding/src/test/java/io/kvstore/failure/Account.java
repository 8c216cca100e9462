package io.kvstore.failure;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;

/** Another user of a shard's server, with the password {@code pw}. */
record Account(ShardConfig shard, String name) {

    /** Created for both hosts, because at localhost MariaDB's anonymous user would have priority over '%'. */
    Account {
        for (String host : new String[] {"%", "localhost"}) {
            Engine.execute(shard, "CREATE USER IF NOT EXISTS '" + name + "'@'" + host + "' IDENTIFIED BY 'pw'");
        }
    }

    /** Runs a statement for each of the two accounts. {@code {user}} is replaced by the account. */
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
