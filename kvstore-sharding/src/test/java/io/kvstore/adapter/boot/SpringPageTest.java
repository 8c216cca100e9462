package io.kvstore.adapter.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.ExpiredEntry;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.LeakCheck;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What docs/SPRING.md and README show, and what they say of properties. */
@ExtendWith(LeakCheck.class)
class SpringPageTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final class Archive {

        private final List<ExpiredEntry> entries = new CopyOnWriteArrayList<>();

        void add(List<ExpiredEntry> expired) {
            entries.addAll(expired);
        }
    }

    // snippet: spring-boot-shop
    @SpringBootApplication
    @RestController
    static class Shop {

        @GetMapping("/visits")
        int visits(HttpSession session) {
            Integer before = (Integer) session.getAttribute("visits");
            int visits = before == null ? 1 : before + 1;
            session.setAttribute("visits", visits);
            return visits;
        }

        public static void main(String[] args) {
            SpringApplication.run(Shop.class, args);
        }
    }
    // end

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Archive files() {
            return new Archive();
        }

        // snippet: spring-boot-customizer
        @Bean
        KvConfigCustomizer archive(Archive archive) {
            return config -> config.reapListener((shard, expired) -> archive.add(expired));
        }
        // end

        // snippet: spring-boot-embedded
        @Bean
        KvStoreConnectionDetails embedded() {
            return () -> KvConfig.embedded(4).build().shards();
        }
        // end
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/SPRING.md"));
    }

    private static List<String> blocks(String language, String page) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void shopCountsTheVisitsOfASession() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(KvStoreAutoConfiguration.class, KvSessionAutoConfiguration.class))
                .withUserConfiguration(Beans.class)
                .withPropertyValues("kvstore.session.enabled=true")
                .run(context -> {
                    assertThat(context.getBean(KvStore.class).admin().pools()).hasSize(4);
                    SessionRepositoryFilter<?> filter = context.getBean(SessionRepositoryFilter.class);
                    MockHttpServletRequest request = new MockHttpServletRequest();
                    for (int expected = 1; expected <= 3; expected++) {
                        int[] visits = new int[1];
                        MockHttpServletResponse response = new MockHttpServletResponse();
                        filter.doFilter(
                                request,
                                response,
                                (wrapped, ignored) ->
                                        visits[0] = new Shop().visits(((HttpServletRequest) wrapped).getSession()));
                        assertThat(visits[0]).isEqualTo(expected);
                        MockHttpServletRequest next = new MockHttpServletRequest();
                        next.setCookies(
                                response.getCookies().length == 0 ? request.getCookies() : response.getCookies());
                        request = next;
                    }
                });
    }

    @Test
    void everyBlockOfYamlIsRead() throws IOException {
        List<String> blocks = blocks("yaml", page() + Files.readString(ROOT.resolve("README.md")));
        assertThat(blocks).hasSizeGreaterThan(2);
        for (String yaml : blocks) {
            StandardEnvironment environment = new StandardEnvironment();
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load("page", new ByteArrayResource(yaml.getBytes(UTF_8)))) {
                environment.getPropertySources().addFirst(source);
            }
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("variables", Map.of("KV_PASSWORD", "s3cret")));
            UnknownProperties.refuse(environment);
            KvProperties properties = new KvProperties(environment);
            if (yaml.contains("shards:")) {
                assertThat(properties.shards())
                        .allSatisfy(shard -> assertThat(shard.password()).isEqualTo("s3cret"));
            }
            assertThat(properties.codec(OwnProperty.SESSION_ALLOWED_PACKAGES)).isNotNull();
        }
    }

    @Test
    void everyPropertyOfBootIsInTheTable() throws IOException {
        Map<String, String> rows = new HashMap<>();
        Pattern.compile("(?m)^\\| `(kvstore\\.[\\w.-]+)` \\| (\\S*) \\|")
                .matcher(page())
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2).equals("—") ? "" : row.group(2)));
        assertThat(OwnProperty.ALL)
                .allSatisfy(property -> assertThat(rows).containsEntry(property.name(), property.byDefault()));
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        Stream<String> versions = Pattern.compile("<version>([^<]+)</version>")
                .matcher(blocks("xml", page()).get(0))
                .results()
                .map((MatchResult version) -> version.group(1));
        String own = Pattern.compile("<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(versions).containsExactly(SpringBootVersion.getVersion(), "1", own);
    }
}
