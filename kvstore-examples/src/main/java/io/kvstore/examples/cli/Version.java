package io.kvstore.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Kv.class.getPackage().getImplementationVersion();
        return new String[] {
            "kv " + Objects.requireNonNullElse(version, "(not packaged)"), "Java " + Runtime.version(),
        };
    }
}
