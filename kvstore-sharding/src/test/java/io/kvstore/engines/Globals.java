package io.kvstore.engines;

import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sets global variables of a server until it is closed. */
public final class Globals implements AutoCloseable {

    private final ShardConfig server;
    private final Map<String, String> before = new LinkedHashMap<>();

    /** @param values as SQL expressions */
    public Globals(ShardConfig server, Map<String, String> values) {
        this.server = server;
        try (Connection connection = Engine.connect(server);
                Statement statement = connection.createStatement()) {
            for (String name : values.keySet()) {
                try (ResultSet row = statement.executeQuery("SELECT @@global." + name)) {
                    row.next();
                    String value = row.getString(1);
                    before.put(name, value.matches("[\\d.]+|DEFAULT") ? value : "'" + value + "'");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try {
            set(values);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private void set(Map<String, String> values) {
        values.forEach((name, value) -> Engine.execute(server, "SET GLOBAL " + name + " = " + value));
    }

    @Override
    public void close() {
        set(before);
    }
}
