package io.kvstore.internal.shard;

import com.google.common.math.IntMath;
import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The operations on several keys of one shard, each one statement in one round trip. The caller bounds their number
 * and bytes. Thread-safe.
 */
public final class ManyKeys {

    private final Execution execution;
    private final Statements sql;

    ManyKeys(Execution execution, Statements sql) {
        this.execution = execution;
        this.sql = sql;
    }

    /** A stored key and its value; for a write also the time-to-live in ms, null for never. */
    @SuppressWarnings("ArrayRecordComponent") // on its way into a statement
    public record Row(byte[] key, byte[] value, @Nullable Long ttl) {}

    /** The rows of those keys that are there, in no order. */
    public List<Row> get(List<byte[]> keys) {
        return execution.run(Operation.GET_ALL, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(forKeys(sql::getAll, keys))) {
                bindKeys(statement, keys);
                List<Row> rows = new ArrayList<>(keys.size());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(row.getBytes(1), row.getBytes(2), null));
                    }
                }
                return rows;
            }
        });
    }

    /** Sets all rows; they are in ascending order of their keys, the one order in which locks are taken. */
    public void put(List<Row> rows) {
        execution.run(Operation.PUT_ALL, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.putAll(rows.size()))) {
                int index = 1;
                for (Row row : rows) {
                    statement.setBytes(index++, row.key());
                    statement.setBytes(index++, row.value());
                    SingleKeys.setTtl(statement, index++, row.ttl());
                }
                return statement.executeUpdate();
            }
        });
    }

    /** How many of the keys were there. */
    public int delete(List<byte[]> keys) {
        return execution.run(Operation.DELETE_ALL, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(forKeys(sql::deleteAll, keys))) {
                bindKeys(statement, keys);
                return statement.executeUpdate();
            }
        });
    }

    /** Statements on keys come in powers of two, so that few of them get prepared. */
    static String forKeys(IntFunction<String> statement, List<byte[]> keys) {
        return statement.apply(arity(keys));
    }

    /** Binds the keys, the last one as often as it takes to fill the statement; returns the next index. */
    static int bindKeys(PreparedStatement statement, List<byte[]> keys) throws SQLException {
        int arity = arity(keys);
        for (int i = 0; i < arity; i++) {
            statement.setBytes(i + 1, keys.get(Math.min(i, keys.size() - 1)));
        }
        return arity + 1;
    }

    private static int arity(List<byte[]> keys) {
        return IntMath.ceilingPowerOfTwo(keys.size());
    }
}
