package io.kvstore.config;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads a config from names and texts. {@link ConfigFile} reads its files with it. Use it for configs that come from
 * elsewhere, such as the properties of a framework. Stateless and thread-safe.
 */
public final class ConfigTree {

    private ConfigTree() {}

    /**
     * The settings that a config may have.
     *
     * @return all of them; a group such as {@code pool} stands for what is in it
     */
    public static List<ConfigKey> keys() {
        return Knobs.store(List.of()).keys("").toList();
    }

    /**
     * Reads a config.
     *
     * @param tree values by name. A value is a text, a number or a boolean; a {@link Map} for a group such as
     *     {@code pool}; a {@link List} of maps for {@code shards}. A value that is null, or empty where it is no text,
     *     counts as left out
     * @return a builder that holds what the tree says, for the caller to finish
     * @throws ConfigException if there are no shards, a name is not known, or a value is malformed or out of range
     * @throws IllegalArgumentException if values contradict each other
     */
    public static KvConfig.Builder read(Map<String, ?> tree) {
        return read(tree, List.of());
    }

    /**
     * Reads a config whose shards are known.
     *
     * @param tree as for {@link #read(Map)}
     * @param shards the shards of the store, unless the tree has some
     * @return a builder that holds what the tree says, for the caller to finish
     * @throws ConfigException as {@link #read(Map)} throws it
     * @throws IllegalArgumentException if values contradict each other
     */
    public static KvConfig.Builder read(Map<String, ?> tree, List<ShardConfig> shards) {
        return read(new Node("", tree, UnaryOperator.identity()), shards);
    }

    static KvConfig.Builder read(Node root, List<ShardConfig> shards) {
        KvConfig.Builder builder = Knobs.store(shards).read(KvConfig.builder(), root);
        builder.build(); // refuses contradictions here, where the caller says what it reads
        return builder;
    }
}
