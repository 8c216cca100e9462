package io.kvstore.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Utf8;
import java.util.Locale;

/**
 * The keys of one adapter: a prefix, then a name. Immutable.
 *
 * @param prefix comes before each name; may be empty
 * @param what the names are, for messages, such as {@code lock name}
 */
public record KeyPrefix(String prefix, String what) {

    /** The most bytes of a key, in UTF-8. */
    public static final int MAX_KEY_BYTES = 255;

    private static final int SHOWN = 40;

    /** Rejects a prefix that leaves no room for a name. {@inheritDoc} */
    public KeyPrefix {
        requireNonNull(prefix, "prefix");
        requireNonNull(what, "what");
        int length = bytes(prefix);
        if (length >= MAX_KEY_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the prefix '%s…' is %d bytes of UTF-8: at most %d, so that a %s fits into a key",
                    start(prefix),
                    length,
                    MAX_KEY_BYTES - 1,
                    what));
        }
    }

    /**
     * The key of a name.
     *
     * @param name not empty, and short enough for a key
     * @return the prefix and the name
     * @throws IllegalArgumentException if the name is empty or too long; it says how long it may be
     */
    public String key(String name) {
        int length = bytes(requireNonNull(name, what));
        int max = MAX_KEY_BYTES - bytes(prefix);
        if (length == 0) {
            throw new IllegalArgumentException("the " + what + " is empty: it must be 1 to " + max + " bytes of UTF-8");
        }
        if (length > max) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the %s '%s…' is %d bytes of UTF-8: at most %d after the prefix '%s'; shorten it, or use a digest of it",
                    what,
                    start(name),
                    length,
                    max,
                    prefix));
        }
        return prefix + name;
    }

    /**
     * Whether a name has a key.
     *
     * @param name any text
     * @return false if it is empty, too long for a key, or no valid Unicode
     */
    public boolean fits(String name) {
        int max = MAX_KEY_BYTES - bytes(prefix);
        try {
            return !name.isEmpty() && name.length() <= max && Utf8.encodedLength(name) <= max;
        } catch (IllegalArgumentException e) { // an unpaired surrogate
            return false;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** It never splits a surrogate pair. */
    private static String start(String text) {
        int end = Math.min(text.length(), SHOWN);
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
