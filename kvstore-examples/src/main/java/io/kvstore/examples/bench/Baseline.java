package io.kvstore.examples.bench;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** What the store can be measured against, on the same servers. */
enum Baseline {
    /** What a good engineer writes without a library: JDBC, HikariCP and server-side prepared statements. */
    RAW {
        @Override
        Contender open(Servers servers, int connections) {
            return new RawJdbcContender(servers, connections);
        }
    };

    abstract Contender open(Servers servers, int connections);

    /** Reads a name of the command line. */
    static Baseline parse(String name) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + name + "' is no baseline that I know: " + Arrays.toString(values())));
    }

    /** The name on the command line, in the table and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
