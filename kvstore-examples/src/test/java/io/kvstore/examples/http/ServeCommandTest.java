package io.kvstore.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code kv serve} as a process. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeCommandTest {

    private static final Pattern SERVING =
            Pattern.compile("kv: serving on (http://127\\.0\\.0\\.1:\\d+), until Ctrl-C");

    @TempDir
    private Path directory;

    @Test
    void servesUntilSigtermAndExitsWithZero() throws Exception {
        Process process = kv("serve", "--port", "0", "--reap-every", "1s");
        try {
            String url = url(process);
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest put = HttpRequest.newBuilder(URI.create(url + "/v1/kv/greeting"))
                    .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                    .build();
            assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        Process get = kv("get", "greeting");
        assertThat(new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(get.waitFor()).isZero();
    }

    @Test
    void aBatchThatIsLargerThanTheHeapIs413AndTheServerGoesOn() throws Exception {
        Process process = kvIn("-Xmx160m", "serve", "--port", "0", "--reap-every", "0s");
        try {
            String url = url(process);
            HttpClient client = HttpClient.newHttpClient();
            List<String> keys = IntStream.range(0, 40).mapToObj(i -> "k" + i).toList();
            for (String key : keys) {
                HttpRequest put = HttpRequest.newBuilder(URI.create(url + "/v1/kv/" + key))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[1024 * 1024]))
                        .build();
                assertThat(client.send(put, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(204);
            }
            HttpRequest batch = HttpRequest.newBuilder(URI.create(url + "/v1/kv:batchGet"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"keys\":[\"" + String.join("\",\"", keys) + "\"]}"))
                    .build();
            HttpResponse<String> answer = client.send(batch, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("ask for fewer keys at a time");
            HttpRequest health =
                    HttpRequest.newBuilder(URI.create(url + "/health")).build();
            assertThat(client.send(health, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theLimitsStandInTheHelpWithTheirDefaults() throws Exception {
        Process process = kv("serve", "--help");
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(help.replaceAll("\\s+", " "))
                .contains("--allow-host", "--max-memory", "--max-calls", "Default: an eighth of the heap.")
                .contains("--max-connections", "Default: 1000.", "--max-batch-keys", "Default: 256.")
                .contains("--max-batch-bytes", "--idle-timeout", "Default: 30s.", "--request-timeout", "Default: 60s.")
                .contains("--min-rate", "Default: 1024.");
    }

    @Test
    void anAddressItCannotListenOnIsNamedWithExitCode2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertUsageError("cannot listen on port " + port + " of 127.0.0.1 (", "serve", "--port", port);
        }
        assertUsageError(
                "cannot listen on port 0 of no.such.host.invalid (",
                "serve",
                "--port",
                "0",
                "--host",
                "no.such.host.invalid");
    }

    @Test
    void badOptionsAreOneLineAndExitCode2() throws Exception {
        assertUsageError("port is 70000: it must be 0 to 65535", "serve", "--port", "70000");
        assertUsageError("the bytes in memory: 5 must be 25165824 to", "serve", "--port", "0", "--max-memory", "5");
        assertUsageError("'a b' is not a host", "serve", "--port", "0", "--allow-host", "a b");
        assertUsageError("'soon' is no duration", "serve", "--port", "0", "--reap-every", "soon");
    }

    private void assertUsageError(String message, String... args) throws IOException, InterruptedException {
        Process process = kv(args);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errors.lines()).last().asString().startsWith("kv: ").contains(message);
        assertThat(errors).doesNotContain("\tat ");
    }

    private static String url(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher line = SERVING.matcher(String.valueOf(out.readLine()));
        assertThat(line.matches()).as("the first line says where it serves").isTrue();
        return line.group(1);
    }

    private Process kv(String... args) throws IOException {
        return kvIn("-Xmx512m", args);
    }

    private Process kvIn(String heap, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                "io.kvstore.examples.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("KV_CONFIG");
        return builder.start();
    }
}
