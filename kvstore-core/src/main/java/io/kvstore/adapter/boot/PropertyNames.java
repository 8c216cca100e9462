package io.kvstore.adapter.boot;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of settings as properties: {@code pool.maxConnections} is {@code kvstore.pool.max-connections}. */
final class PropertyNames {

    private static final Pattern UPPER = Pattern.compile("[A-Z]");

    private PropertyNames() {}

    static String of(String path) {
        String dashed =
                UPPER.matcher(path).replaceAll(letter -> "-" + letter.group().toLowerCase(Locale.ROOT));
        return KvProperties.PREFIX + "." + dashed;
    }
}
