package io.kvstore.adapter.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.kvstore.adapter.KeyPrefix;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ObjectUtils;

/**
 * The keys of one cache in the store. The cache's generation is at {@code prefix + name}, and its entries are at
 * {@code prefix + name:generation:key}, or {@code prefix + name:generation#hash} if that is no key of a store. Immutable.
 */
final class CacheKeys {

    private static final KeyPrefix WHOLE = new KeyPrefix("", "cache key");
    private static final int LONGEST_TAIL = 1 + 20 + 1 + 64; // a generation and a SHA-256 in hex

    private final String ofGeneration;
    private final @Nullable ConversionService conversions;

    /** In the name, the separator is escaped, so that no key belongs to two caches. */
    CacheKeys(String prefix, String name, @Nullable ConversionService conversions) {
        this.conversions = conversions;
        ofGeneration = prefix + name.replace("%", "%25").replace(":", "%3A").replace("#", "%23");
        int most = KeyPrefix.MAX_KEY_BYTES - LONGEST_TAIL;
        int length = ofGeneration.getBytes(UTF_8).length;
        if (name.isEmpty() || length > most) {
            throw new IllegalArgumentException("the name of a cache is '" + name + "': with the prefix '" + prefix
                    + "' it has " + length + " bytes of UTF-8, and must have at most " + most + " and not be empty");
        }
    }

    String ofGeneration() {
        return ofGeneration;
    }

    String of(long generation, String text) {
        String plain = ofGeneration + ":" + generation + ":" + text;
        return WHOLE.fits(plain)
                ? plain
                : ofGeneration + ":" + generation + "#" + Hashing.sha256().hashUnencodedChars(text);
    }

    /** A key of the application as text. */
    String text(@Nullable Object key) {
        if (key == null) {
            return "null";
        }
        if (key instanceof String text) {
            return text;
        }
        if (conversions != null && conversions.canConvert(key.getClass(), String.class)) {
            String converted = conversions.convert(key, String.class);
            if (converted != null) {
                return converted;
            }
        }
        if (key instanceof Collection<?> collection) {
            return collection.stream().map(this::text).collect(Collectors.joining(",", "[", "]"));
        }
        if (key.getClass().isArray()) {
            return text(Arrays.asList(ObjectUtils.toObjectArray(key)));
        }
        if (key instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ownText(key);
    }

    private static String ownText(Object key) {
        try {
            if (key.getClass().getMethod("toString").getDeclaringClass() != Object.class) {
                return key.toString();
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // every class has one
        }
        throw new IllegalArgumentException(
                "a key of " + key.getClass().getName()
                        + " cannot become text: override its toString(), or give the cache manager a ConversionService that converts it");
    }
}
