package io.kvstore.loaders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kvstore.engines.LeakCheck;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store looks for its implementation and its drivers in its own class loader, then in the caller's context class
 * loader.
 */
@ExtendWith(LeakCheck.class)
class ClassLoadersTest {

    private static final Predicate<Path> H2 = named("h2-[0-9.]+\\.jar");
    private static final Predicate<Path> CONNECTOR_J = named("mysql-connector-j-.*");
    private static final Predicate<Path> SHARDING = entry -> entry.endsWith(Path.of("kvstore-sharding/target/classes"));
    private static final Predicate<Path> TESTS = named("test-classes");

    private static Predicate<Path> named(String regex) {
        return entry -> entry.getFileName().toString().matches(regex);
    }

    @AfterEach
    void forgetTheUrl() {
        System.clearProperty("test.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:a", "jdbc:mysql://127.0.0.1:1/kv"})
    void driverInAChildLoaderIsFoundAfterDriverManagerWasUsedWithoutIt(String url) throws Exception {
        String tests = OwnLoader.paths(OwnLoader.classPath())
                .filter(TESTS)
                .findFirst()
                .orElseThrow()
                .toString();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dtest.url=" + url,
                        "-cp",
                        tests,
                        AfterDriverManager.class.getName(),
                        OwnLoader.classPath())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).anyMatch(line -> line.startsWith("[] ") && line.contains(url));
    }

    @Test
    void driverOfTheApplicationServesALibraryThatApplicationsShare() throws Exception {
        try (URLClassLoader shared = OwnLoader.of(H2.or(TESTS).negate());
                URLClassLoader application = OwnLoader.of(shared, OwnLoader.classPath(), H2.or(TESTS))) {
            assertThat(OwnLoader.run(EmbeddedStore.class, application, application))
                    .isEqualTo("found");
        }
    }

    @Test
    void implementationInTheApplicationServesAnApiThatApplicationsShare() throws Exception {
        try (URLClassLoader shared = OwnLoader.of(SHARDING.or(TESTS).negate());
                URLClassLoader application = OwnLoader.of(shared, OwnLoader.classPath(), SHARDING.or(TESTS))) {
            assertThat(OwnLoader.run(EmbeddedStore.class, application, application))
                    .isEqualTo("found");
        }
    }

    @Test
    void missingImplementationIsNamed() throws Exception {
        try (URLClassLoader loader = OwnLoader.of(SHARDING.negate())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> OwnLoader.run(EmbeddedStore.class, loader, null))
                    .withMessageEndingWith("depend on io.kvstore:kvstore-sharding");
        }
    }

    @Test
    void embeddedStoreWithoutH2SaysWhichDependencyToAdd() throws Exception {
        try (URLClassLoader loader = OwnLoader.of(H2.negate())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> OwnLoader.run(EmbeddedStore.class, loader, loader))
                    .withMessageStartingWith(
                            "KvConfig.embedded: the JDBC driver is missing: add the dependency com.h2database:h2 ");
        }
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:a, com.h2database:h2", "jdbc:mysql://localhost/kv, com.mysql:mysql-connector-j"})
    void urlWithoutItsDriverSaysWhichDependencyToAdd(String url, String dependency) throws Exception {
        System.setProperty("test.url", url);
        try (URLClassLoader loader = OwnLoader.of(H2.or(CONNECTOR_J).negate())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> OwnLoader.run(StoreAtAUrl.class, loader, loader))
                    .withMessageStartingWith(
                            "shard 'a': the JDBC driver is missing: add the dependency " + dependency + " ");
        }
    }

    @Test
    void storeOnMySqlRegistersNoDriver() throws Exception {
        System.setProperty("test.url", "jdbc:mysql://127.0.0.1:1/kv");
        List<Driver> before = DriverManager.drivers().toList();
        try (URLClassLoader loader = OwnLoader.of(entry -> true)) {
            assertThat(OwnLoader.run(StoreAtAUrl.class, loader, loader)).contains("jdbc:mysql://127.0.0.1:1/kv");
            assertThat(OwnLoader.run(RegisteredDrivers.class, loader, loader)).isEqualTo("[]");
        }
        assertThat(DriverManager.drivers().toList()).isEqualTo(before);
    }
}
