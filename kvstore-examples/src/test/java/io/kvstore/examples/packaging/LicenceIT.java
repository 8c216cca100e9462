package io.kvstore.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each jar contains its licence. */
class LicenceIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void eachJarAndThatOfItsSourcesHoldsTheLicence() throws IOException {
        byte[] licence = Files.readAllBytes(ROOT.resolve("LICENSE"));
        for (String module : List.of("kvstore-core", "kvstore-sharding", "kvstore-examples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                        .filter(file -> !file.toString().matches(".*-(javadoc|tests)\\.jar"))
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

    @Test
    void everyJarThatTheCommandLineShipsIsNamedWithItsLicence() throws IOException {
        Path target = ROOT.resolve("kvstore-examples/target");
        List<String> notice = Files.readAllLines(target.resolve("classes/META-INF/THIRD-PARTY.txt"));
        try (Stream<Path> jars = Files.list(target.resolve("libs"))) {
            List<String> shipped = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("kvstore-"))
                    .toList();
            assertThat(shipped).isNotEmpty();
            for (String jar : shipped) {
                String coordinates =
                        jar.replaceFirst("(-linux-x86_64|-jakarta)?\\.jar$", "").replaceFirst("-(?=[0-9])", ":");
                assertThat(notice)
                        .as(jar)
                        .anyMatch(line -> line.strip().startsWith("(") && line.contains(":" + coordinates));
            }
        }
    }
}
