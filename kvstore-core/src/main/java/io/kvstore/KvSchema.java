package io.kvstore;

import static java.util.stream.Collectors.joining;

import io.kvstore.internal.sql.Dialect;

/** The tables that a shard needs, for those who create them by hand. */
public final class KvSchema {

    private KvSchema() {}

    /**
     * The DDL of one shard, as {@link KvStore#open} runs it where a table is missing.
     *
     * @param shard which kind of database it is for
     * @param namespace the namespace of the store
     * @return statements that each end with a semicolon; running them again changes nothing
     */
    public static String ddl(ShardConfig shard, String namespace) {
        return Dialect.of(shard).ddl(namespace).stream()
                .map(statement -> statement + ";\n")
                .collect(joining("\n"));
    }
}
