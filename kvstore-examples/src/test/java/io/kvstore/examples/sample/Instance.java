package io.kvstore.examples.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running process of the service. */
final class Instance implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    /** Of the class path of the tests, what the server of {@code kv} brings: Spring Boot has its own. */
    private static final Pattern OTHERS = Pattern.compile("(jakarta\\.servlet-api|javalin|jetty)-.*\\.jar");

    private final String name;
    private final Path log;
    private final Path port;
    private final Process process;

    private Instance(String name, Path directory, Map<String, String> environment, List<String> properties)
            throws IOException {
        this.name = name;
        log = directory.resolve(name + ".log");
        port = directory.resolve(name + ".port");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                SampleApplication.class.getName(),
                "--sample.instance=" + name,
                "--sample.port-file=" + port));
        properties.forEach(property -> command.add("--" + property));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        !OTHERS.matcher(Path.of(entry).getFileName().toString()).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts one, and does not wait until it answers. */
    static Instance start(String name, Path directory, Map<String, String> environment, String... properties)
            throws IOException {
        return new Instance(name, directory, environment, List.of(properties));
    }

    void awaitStarted() {
        await(name).atMost(START).until(() -> {
            assertThat(process.isAlive()).as(() -> output()).isTrue();
            return Files.exists(port);
        });
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Files.readString(port) + path))
                .timeout(Duration.ofSeconds(20));
    }

    String name() {
        return name;
    }

    HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    JsonNode job(HttpClient client) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(client, "/job").body());
    }

    /** How often the job ran here. */
    long runs(HttpClient client) throws IOException, InterruptedException {
        return job(client).get("runs").longValue();
    }

    /** As a power failure would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** A browser, which keeps its cookies for all instances, since they have one host. */
    static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }
}
