package io.kvstore.examples.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The service as processes, seen over HTTP. */
class SampleTest {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final HttpClient browser = Instance.browser();
    private final HttpClient stranger = Instance.browser();

    @TempDir
    private Path directory;

    @Test
    void runsOnEmbeddedShards() throws Exception {
        try (Instance one = Instance.start("one", directory, Map.of(), "sample.data=" + directory.resolve("kv-data"))) {
            one.awaitStarted();
            assertThat(one.get(browser, "/me").statusCode()).isEqualTo(UNAUTHORIZED);
            assertThat(one.post(browser, "/login?user=ann").body()).isEqualTo("ann");
            assertThat(one.get(browser, "/me").body()).isEqualTo("ann");
            one.post(browser, "/logout");
            assertThat(one.get(browser, "/me").statusCode()).isEqualTo(UNAUTHORIZED);
            assertThat(one.get(browser, "/reports/7").body()).isEqualTo("7 made by one");
            assertThat(visits(List.of(one), SampleApplication.VISITS + 20)).isEqualTo(SampleApplication.VISITS);
            await().until(() -> one.runs(browser) > 1);
            assertThat(one.job(browser).get("overlaps").longValue()).isZero();
        }
    }

    @Test
    void twoInstancesShareAStoreOnMySqlAndOneOutlivesTheOther() throws Exception {
        try (MySQLContainer mysql = new MySQLContainer(DockerImageName.parse("mysql:9.7"))
                .withUsername("root")
                .withPassword("root")) {
            startOrLeaveOut(mysql);
            Map<String, String> server = databases(mysql);
            try (Instance one = Instance.start("one", directory, server, "spring.profiles.active=mysql");
                    Instance two = Instance.start("two", directory, server, "spring.profiles.active=mysql")) {
                one.awaitStarted();
                two.awaitStarted();
                sessionsAreShared(one, two);
                cachedValuesAreShared(one, two);
                assertThat(visits(List.of(one, two), SampleApplication.VISITS + 50))
                        .as("visits that both permitted")
                        .isEqualTo(SampleApplication.VISITS);
                oneAtATimeRunsTheJob(one, two);
                oneDiesWithTheLock(one, two);
            }
        }
    }

    /** Docker may be missing, or have no image and no registry to pull it from. In CI that is a failure. */
    private static void startOrLeaveOut(MySQLContainer mysql) {
        try {
            mysql.start();
        } catch (RuntimeException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            System.out.println("The sample service was NOT tested on MySQL 9.7, which cannot be started: " + e);
            abort("MySQL does not start in Docker");
        }
    }

    private static Map<String, String> databases(MySQLContainer mysql) throws SQLException {
        String url = "jdbc:mysql://" + mysql.getHost() + ":" + mysql.getMappedPort(MySQLContainer.MYSQL_PORT);
        try (Connection connection = DriverManager.getConnection(
                        url + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true", "root", "root");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE shard0");
            statement.execute("CREATE DATABASE shard1");
        }
        return Map.of("MYSQL_URL", url, "MYSQL_USER", "root", "MYSQL_PASSWORD", "root");
    }

    private void sessionsAreShared(Instance one, Instance two) throws Exception {
        assertThat(one.post(browser, "/login?user=ann").statusCode()).isEqualTo(OK);
        assertThat(two.get(browser, "/me").body()).isEqualTo("ann");
        assertThat(two.get(stranger, "/me").statusCode()).isEqualTo(UNAUTHORIZED);
        assertThat(two.post(stranger, "/login?user=bob").statusCode()).isEqualTo(OK);
        assertThat(one.get(stranger, "/me").body()).isEqualTo("bob");
        assertThat(two.post(stranger, "/logout").statusCode()).isEqualTo(OK);
        assertThat(one.get(stranger, "/me").statusCode()).isEqualTo(UNAUTHORIZED);
    }

    private void cachedValuesAreShared(Instance one, Instance two) throws Exception {
        assertThat(two.get(browser, "/reports/7").body()).isEqualTo("7 made by two");
        assertThat(one.get(browser, "/reports/7").body()).isEqualTo("7 made by two");
    }

    /** From many threads, in turn to each instance. Returns how many were permitted; the others were told to wait. */
    private long visits(List<Instance> instances, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> visits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Instance instance = instances.get(i % instances.size());
                visits.add(() -> instance.post(stranger, "/visits").statusCode());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(visits)) {
                answers.add(answer.get());
            }
            long permitted =
                    answers.stream().filter(answer -> answer == NO_CONTENT).count();
            assertThat(answers.stream().filter(answer -> answer == TOO_MANY).count())
                    .isEqualTo(count - permitted);
            return permitted;
        } finally {
            threads.shutdown();
        }
    }

    private void oneAtATimeRunsTheJob(Instance one, Instance two) {
        await().atMost(Duration.ofSeconds(20)).until(() -> one.runs(browser) > 20 && two.runs(browser) > 20);
        for (Instance each : List.of(one, two)) {
            assertThat(overlaps(each)).as(each.name()).isZero();
        }
    }

    private void oneDiesWithTheLock(Instance one, Instance two) throws Exception {
        one.post(browser, "/job/hang");
        await().until(() -> one.job(browser).get("hangs").booleanValue());
        one.kill();
        long before = two.runs(browser);
        assertThat(two.get(browser, "/me").body())
                .as("the session of the one that died")
                .isEqualTo("ann");
        await().atMost(Job.LOCK_AT_MOST_FOR.multipliedBy(4)).until(() -> two.runs(browser) > before + 2);
        assertThat(overlaps(two)).isZero();
    }

    private long overlaps(Instance instance) {
        try {
            return instance.job(browser).get("overlaps").longValue();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
