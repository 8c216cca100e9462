package io.kvstore.examples.cli;

import io.kvstore.KvConfig;
import io.kvstore.KvSchema;
import io.kvstore.ShardConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kv schema}. */
@Command(
        name = "schema",
        header = {"Print the tables that each shard needs, as SQL.", ""},
        description = {
            "A DBA runs it if the config says createSchema: false. Running it twice changes nothing. This command does"
                    + " not connect to servers.",
            ""
        })
final class SchemaCommand implements Callable<Integer> {

    @Mixin
    private final StoreOptions options = new StoreOptions();

    @Override
    public Integer call() {
        KvConfig config = options.config();
        for (ShardConfig shard : config.shards()) {
            System.out.println("-- shard " + shard.name());
            System.out.println(KvSchema.ddl(shard, config.namespace()));
            System.out.println("-- to migrate a table of version 1 of the schema, run this once:");
            System.out.println(KvSchema.migration(shard, config.namespace()).replaceAll("(?m)^(?=.)", "-- "));
        }
        return ExitCodes.OK;
    }
}
