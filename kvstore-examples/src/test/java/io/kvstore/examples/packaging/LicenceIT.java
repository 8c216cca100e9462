package io.kvstore.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever gets one of our jars gets its licence with it. */
class LicenceIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void eachJarAndThatOfItsSourcesHoldsTheLicence() throws IOException {
        byte[] licence = Files.readAllBytes(ROOT.resolve("LICENSE"));
        for (String module : List.of("kvstore-core", "kvstore-sharding", "kvstore-examples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                        .filter(file -> !file.toString().endsWith("-javadoc.jar"))
                        .toList();
                assertThat(jars).isNotEmpty();
                for (Path jar : jars) {
                    try (JarFile open = new JarFile(jar.toFile())) {
                        assertThat(open.getJarEntry("META-INF/LICENSE"))
                                .as(jar.toString())
                                .isNotNull();
                        assertThat(open.getInputStream(open.getJarEntry("META-INF/LICENSE"))
                                        .readAllBytes())
                                .isEqualTo(licence);
                    }
                }
            }
        }
    }
}
