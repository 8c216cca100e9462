package io.kvstore;

import static java.util.stream.Collectors.joining;

import io.kvstore.internal.sql.Dialect;
import java.util.List;

/** The tables that a shard needs, for those who create them by hand. */
public final class KvSchema {

    private KvSchema() {}

    /**
     * What brings the table of a version before this one to this one, as {@link KvStore#open} does it where
     * {@link KvConfig.Builder#createSchema} is on.
     *
     * @param shard which kind of database it is for
     * @param namespace the namespace of the store
     * @return statements that each end with a semicolon
     */
    public static String migration(ShardConfig shard, String namespace) {
        return script(Dialect.of(shard).migration(namespace));
    }

    /**
     * The DDL of one shard, as {@link KvStore#open} runs it where a table is missing.
     *
     * @param shard which kind of database it is for
     * @param namespace the namespace of the store
     * @return statements that each end with a semicolon; running them again changes nothing
     */
    public static String ddl(ShardConfig shard, String namespace) {
        return script(Dialect.of(shard).ddl(namespace));
    }

    private static String script(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(joining("\n"));
    }
}
