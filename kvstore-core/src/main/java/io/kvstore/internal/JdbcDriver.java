package io.kvstore.internal;

import java.util.Optional;

/**
 * The JDBC drivers that a store can use. They are loaded by class name. DriverManager is not used: it knows only
 * drivers that were present when it was first used and that the caller's class loader sees. Thread-safe.
 */
public enum JdbcDriver {
    CONNECTOR_J("com.mysql.cj.jdbc.NonRegisteringDriver", "com.mysql:mysql-connector-j", "mysql"),
    H2("org.h2.Driver", "com.h2database:h2", "h2database");

    private final String className;
    private final String coordinates;
    private final String database;

    JdbcDriver(String className, String coordinates, String database) {
        this.className = className;
        this.coordinates = coordinates;
        this.database = database;
    }

    /** The kind of database, as OpenTelemetry names it. */
    public String database() {
        return database;
    }

    /**
     * The driver's class, from the first class loader that has it.
     *
     * @param user who needs the driver, for the message
     * @throws IllegalStateException if no class loader has it, or if it cannot be used
     */
    public Class<?> load(String user) {
        return Loaders.all().stream()
                .flatMap(loader -> find(loader, user).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("%s: the JDBC driver is missing: add the dependency %s (no class %s)"
                                .formatted(user, coordinates, className)));
    }

    private Optional<Class<?>> find(ClassLoader loader, String user) {
        try {
            return Optional.of(Class.forName(className, true, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "%s: the JDBC driver %s is there, and cannot be used: %s".formatted(user, coordinates, e), e);
        }
    }
}
