package io.kvstore.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar, and the version of Java. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Kv.class.getPackage().getImplementationVersion();
        return new String[] {
            "kv " + Objects.requireNonNullElse(version, "(not packaged)"), "Java " + Runtime.version(),
        };
    }
}
