package io.kvstore;

import static java.util.stream.Collectors.joining;

import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.schema.Schema;
import java.util.List;

/** The SQL that creates or migrates the tables of a shard, for a DBA who does it by hand. Thread-safe. */
public final class KvSchema {

    private KvSchema() {}

    /**
     * The statements that migrate the table of an earlier version. {@link KvStore#open} runs them if
     * {@link KvConfig.Builder#createSchema} is true.
     *
     * @param shard a shard; its URL decides the dialect
     * @param namespace the namespace of the store
     * @return statements; each ends with a semicolon
     */
    public static String migration(ShardConfig shard, String namespace) {
        return script(Schema.migration(Dialects.of(shard), namespace));
    }

    /**
     * The statements that create the tables of a shard. {@link KvStore#open} runs them if a table is missing and
     * {@link KvConfig.Builder#createSchema} is true.
     *
     * @param shard a shard; its URL decides the dialect
     * @param namespace the namespace of the store
     * @return statements; each ends with a semicolon. Running them again changes nothing
     */
    public static String ddl(ShardConfig shard, String namespace) {
        return script(Dialects.of(shard).ddl(namespace));
    }

    private static String script(List<String> statements) {
        return statements.stream().map(statement -> statement + ";\n").collect(joining("\n"));
    }
}
