package io.kvstore.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code docs/openapi.yaml}, and the parts of it that tests have used. An exchange that it does not allow fails the
 * test.
 */
final class Contract {

    private static final String ID = "https://kvstore.invalid/openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Set<String> seen = new LinkedHashSet<>();

    private Contract(JsonNode document) {
        this.document = document;
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                registry -> registry.schemas(Map.of(ID, JsonMapper.shared().writeValueAsString(document))));
    }

    static Contract load() {
        return new Contract(YAMLMapper.shared().readTree(file().toFile()));
    }

    private static Path file() {
        Path file = Path.of("docs", "openapi.yaml").toAbsolutePath();
        return Files.exists(file) ? file : Path.of("..", "docs", "openapi.yaml").toAbsolutePath();
    }

    /** All operations, such as {@code GET /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !name.equals("parameters"))
                        .forEach(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** All answers with their own status, such as {@code 200 GET /path}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (String operation : operations()) {
            operation(operation).get("responses").propertyNames().stream()
                    .filter(status -> !status.equals("default"))
                    .forEach(status -> answers.add(status + " " + operation));
        }
        return answers;
    }

    /** Those of the answers that tests have seen. */
    Set<String> seen() {
        return seen;
    }

    void check(HttpRequest request, HttpResponse<byte[]> response) {
        String path = template(request.method(), request.uri().getRawPath());
        String operation = request.method() + " " + path;
        if (path.isEmpty()) {
            assertThat(response.statusCode()).as(operation).isIn(400, 404, 405);
            checkBody(request, response, Pointer.to(document, "components", "responses", "Problem"));
            return;
        }
        Pointer responses = Pointer.to(document, "paths", path, request.method().toLowerCase(java.util.Locale.ROOT))
                .child("responses");
        String status = Integer.toString(response.statusCode());
        if (responses.node().has(status)) {
            seen.add(status + " " + operation);
        }
        Pointer allowed = responses
                .child(responses.node().has(status) ? status : "default")
                .resolved();
        checkHeaders(response, allowed, status + " " + operation);
        checkBody(request, response, allowed);
    }

    private String template(String method, String path) {
        Set<String> operations = operations();
        return document.get("paths").propertyNames().stream()
                .filter(template -> operations.contains(method + " " + template))
                .filter(template -> Pattern.compile(Pattern.quote(template).replace("{key}", "\\E[^/]+\\Q"))
                        .matcher(path)
                        .matches())
                .findFirst()
                .orElse("");
    }

    private void checkHeaders(HttpResponse<byte[]> response, Pointer allowed, String answer) {
        for (String name : allowed.child("headers").names()) {
            Pointer header = allowed.child("headers").child(name).resolved();
            response.headers()
                    .firstValue(name)
                    .ifPresentOrElse(
                            value -> checkSchema(
                                    header.child("schema"), JsonMapper.shared().writeValueAsString(value)),
                            () -> assertThat(header.child("required").node().asBoolean(false))
                                    .as("%s lacks the header %s", answer, name)
                                    .isFalse());
        }
    }

    private void checkBody(HttpRequest request, HttpResponse<byte[]> response, Pointer allowed) {
        if (request.method().equals("HEAD")) {
            assertThat(response.body()).isEmpty();
            return;
        }
        Set<String> mediaTypes = allowed.child("content").names();
        String mediaType =
                response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        if (mediaTypes.isEmpty()) {
            assertThat(response.body()).isEmpty();
            assertThat(mediaType).isEmpty();
            return;
        }
        assertThat(mediaTypes).contains(mediaType);
        if (mediaType.endsWith("json")) {
            checkSchema(
                    allowed.child("content").child(mediaType).child("schema"),
                    new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    /** Validates a JSON text against a schema of the document. */
    private void checkSchema(Pointer schema, String json) {
        assertThat(schemas.getSchema(SchemaLocation.of(ID + "#" + schema)).validate(json, InputFormat.JSON))
                .as("%s against %s", json, schema)
                .isEmpty();
    }

    /** Whether the schema of an operation allows the JSON of a request. */
    boolean allowsBody(String operation, String json) {
        Pointer schema = operationPointer(operation)
                .child("requestBody")
                .child("content")
                .child("application/json")
                .child("schema");
        return schemas.getSchema(SchemaLocation.of(ID + "#" + schema))
                .validate(json, InputFormat.JSON)
                .isEmpty();
    }

    private JsonNode operation(String operation) {
        return operationPointer(operation).node();
    }

    private Pointer operationPointer(String operation) {
        String[] parts = operation.split(" ", 2);
        return Pointer.to(document, "paths", parts[1], parts[0].toLowerCase(java.util.Locale.ROOT));
    }
}
