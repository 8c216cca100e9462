package io.kvstore.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.engines.LeakCheck;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that has none of the libraries that the adapters serve. */
@ExtendWith(LeakCheck.class)
class AdaptersTest {

    /** What kvstore-sharding brings, and H2. */
    private static final String NEEDED =
            "(classes|test-classes|(kvstore-core|guava|failureaccess|HikariCP|jdbi3-core|geantyref|failsafe"
                    + "|slf4j-api|slf4j-simple|jspecify|mysql-connector-j|h2)-[0-9].*\\.jar)";

    private static final class Recording extends URLClassLoader {

        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        Recording(URL... urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            return super.findClass(name);
        }
    }

    @Test
    void loadsNoAdapter() throws Exception {
        try (URLClassLoader needed =
                        OwnLoader.of(entry -> entry.getFileName().toString().matches(NEEDED));
                Recording loader = new Recording(needed.getURLs())) {
            assertThat(OwnLoader.run(EmbeddedStore.class, loader, loader)).isEqualTo("found");
            assertThat(loader.asked)
                    .contains("io.kvstore.KvStore")
                    .noneMatch(name -> name.startsWith("io.kvstore.adapter."))
                    .noneMatch(name -> name.matches("(org\\.springframework|io\\.micrometer|tools\\.jackson).*"));
        }
    }

    @Test
    void configFileWithoutJacksonSaysWhichDependencyToAdd() throws Exception {
        try (URLClassLoader loader =
                OwnLoader.of(entry -> entry.getFileName().toString().matches(NEEDED))) {
            assertThat(OwnLoader.run(ConfigOfAFile.class, loader, loader))
                    .endsWith("add the dependency tools.jackson.dataformat:jackson-dataformat-yaml");
        }
    }
}
