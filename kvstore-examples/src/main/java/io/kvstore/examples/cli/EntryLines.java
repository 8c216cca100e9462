package io.kvstore.examples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads keys and values from lines, a batch at a time. Not thread-safe. */
final class EntryLines implements AutoCloseable {

    static final int BATCH = 1_000;

    private static final int BATCH_CHARS = 4 * 1024 * 1024;

    private final BufferedReader in;
    private final @Nullable ObjectReader json;
    private long read;
    private long stored;

    EntryLines(BufferedReader in, boolean json) {
        this.in = in;
        this.json = json ? jsonReader() : null;
    }

    private static ObjectReader jsonReader() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(JsonEntry.class);
    }

    /** Notes that the lines read so far are stored. */
    void stored() {
        stored = read;
    }

    /** The store refused a key or a value of the batch that was read last. */
    IllegalArgumentException refusedBatch(IllegalArgumentException e) {
        return new IllegalArgumentException(
                "lines " + (stored + 1) + " to " + read + ": " + e.getMessage() + "; stored: " + stored
                        + " lines before them",
                e);
    }

    /** The next batch, empty at the end. */
    Map<String, byte[]> next() throws IOException {
        Map<String, byte[]> batch = new LinkedHashMap<>();
        long chars = 0;
        String line;
        while (batch.size() < BATCH && chars < BATCH_CHARS && (line = readLine()) != null) {
            read++;
            chars += line.length();
            try {
                parse(line, batch);
            } catch (IllegalArgumentException e) {
                throw refused(read, e.getMessage(), e);
            }
        }
        return batch;
    }

    private @Nullable String readLine() throws IOException {
        try {
            return in.readLine();
        } catch (CharacterCodingException e) {
            throw refused(read + 1, "it, or one of the lines soon after it, is not UTF-8", e);
        }
    }

    private IllegalArgumentException refused(long line, @Nullable String why, Exception e) {
        return new IllegalArgumentException(
                "line " + line + ": " + why + "; stored: " + stored + " lines before it", e);
    }

    private void parse(String line, Map<String, byte[]> batch) {
        if (json != null) {
            JsonEntry entry = parseJson(json, line);
            if (entry.key() == null) {
                throw new IllegalArgumentException("it needs a \"key\"");
            }
            batch.put(entry.key(), entry.bytes());
            return;
        }
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw new IllegalArgumentException("no tab between key and value (lines of JSON need --json)");
        }
        batch.put(line.substring(0, tab), Text.encode(line.substring(tab + 1)));
    }

    private static JsonEntry parseJson(ObjectReader json, String line) {
        try {
            return json.readValue(line);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    "unknown \"" + e.getPropertyName() + "\"; known: key, value, valueBase64", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON object of key and value", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
