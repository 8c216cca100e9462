package io.kvstore.examples.cli;

import io.kvstore.KvAdmin.Location;
import io.kvstore.KvStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kv locate}. */
@Command(
        name = "locate",
        header = {"Print the shard of a key, and SQL that reads its row.", ""},
        description = {
            "Also prints its position on the ring (0 to 2^64-1), its table, and the primary key of its row in"
                    + " hexadecimal. The key need not exist.",
            ""
        })
final class LocateCommand extends KeyCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    int run(KvStore store) {
        Location found = store.admin().locate(key());
        String position = Long.toUnsignedString(found.position());
        if (json.isSet()) {
            JsonOption.print(
                    new Line(found.key(), position, found.shard(), found.table(), found.storedKey(), found.sql()));
        } else {
            System.out.println("position    " + position);
            System.out.println("shard       " + found.shard());
            System.out.println("table       " + found.table());
            System.out.println("stored key  " + found.storedKey());
            System.out.println("sql         " + found.sql());
        }
        return ExitCodes.OK;
    }

    /** The position is a string, because JavaScript cannot represent all its digits. */
    private record Line(String key, String position, String shard, String table, String storedKey, String sql) {}
}
