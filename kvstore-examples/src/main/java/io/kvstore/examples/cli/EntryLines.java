package io.kvstore.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads keys and values from lines, in batches. Not thread-safe. */
final class EntryLines implements AutoCloseable {

    static final int BATCH = 1_000;

    private static final String NO_ENTRY = "not a JSON object with one key and one value, both of them strings";
    private static final int BATCH_CHARS = 4 * 1024 * 1024;

    private static final int MAX_KEY_BYTES = 255;
    private static final int JSON_ESCAPE = 6; // \u0000 is six bytes of JSON for one byte of a value

    private final TextLines lines;
    private final int maxValueBytes;
    private final @Nullable ObjectReader json;
    private long stored;

    EntryLines(InputStream in, boolean json, int maxValueBytes) {
        lines = new TextLines(in, limit(maxValueBytes));
        this.maxValueBytes = maxValueBytes;
        this.json = json ? jsonReader() : null;
    }

    /** The most bytes that a line with a key and a value can have, including escapes. */
    static int limit(int maxValueBytes) {
        return JSON_ESCAPE * (MAX_KEY_BYTES + maxValueBytes) + 1_024;
    }

    private static ObjectReader jsonReader() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build()
                .readerFor(JsonEntry.class);
    }

    /** Notes that the lines read so far are stored. */
    void stored() {
        stored = lines.number();
    }

    /** Adds the place to an error of the store about the batch that was read last. */
    IllegalArgumentException refusedBatch(IllegalArgumentException e) {
        return new IllegalArgumentException(
                "lines " + (stored + 1) + " to " + lines.number() + ": " + e.getMessage() + "; stored: " + lines(stored)
                        + " before them",
                e);
    }

    /** Returns the next batch, empty at the end. */
    Map<String, byte[]> next() throws IOException {
        Map<String, byte[]> batch = new LinkedHashMap<>();
        long chars = 0;
        try {
            while (batch.size() < BATCH && chars < BATCH_CHARS) {
                String line = lines.next();
                if (line == null) {
                    break;
                }
                chars += line.length();
                parse(line, batch);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + lines.number() + ": " + e.getMessage() + "; stored: " + lines(stored) + " before it", e);
        }
        return batch;
    }

    private static String lines(long count) {
        return count + (count == 1 ? " line" : " lines");
    }

    private void parse(String line, Map<String, byte[]> batch) {
        if (line.isBlank()) {
            throw new IllegalArgumentException("it is empty: remove it");
        }
        if (json != null) {
            JsonEntry entry = parseJson(json, line);
            if (entry.key() == null) {
                throw new IllegalArgumentException("it needs a \"key\"");
            }
            add(entry.key(), entry.bytes(), batch);
            return;
        }
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw new IllegalArgumentException("no tab between key and value (lines of JSON need --json)");
        }
        add(line.substring(0, tab), Text.encode(line.substring(tab + 1)), batch);
    }

    /** Checks key and value as the store does, so that an error can name the line. */
    private void add(String key, byte[] value, Map<String, byte[]> batch) {
        int length = Text.encode(key).length;
        if (length == 0 || length > MAX_KEY_BYTES) {
            throw new IllegalArgumentException("the key has " + length + " bytes: it must have 1 to " + MAX_KEY_BYTES);
        }
        if (value.length > maxValueBytes) {
            throw new IllegalArgumentException("the value has " + value.length + " bytes: maxValueBytes allows "
                    + maxValueBytes + "; raise it in the config file");
        }
        batch.put(key, value);
    }

    private static JsonEntry parseJson(ObjectReader json, String line) {
        try {
            JsonEntry entry = json.readValue(line);
            if (entry == null) {
                throw new IllegalArgumentException(NO_ENTRY);
            }
            return entry;
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    "unknown \"" + e.getPropertyName() + "\"; known: key, value, valueBase64", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(NO_ENTRY, e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
