package io.kvstore.config;

import io.kvstore.ShardConfig;
import org.jspecify.annotations.Nullable;

/** A shard while its keys are read. */
final class ShardDraft {

    private @Nullable String name;
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private int weight = 1;

    ShardDraft name(String name) {
        this.name = name;
        return this;
    }

    ShardDraft url(String url) {
        this.url = url;
        return this;
    }

    ShardDraft user(String user) {
        this.user = user;
        return this;
    }

    ShardDraft password(String password) {
        this.password = password;
        return this;
    }

    ShardDraft weight(int weight) {
        this.weight = weight;
        return this;
    }

    ShardConfig toConfig() {
        String shard = required(name, "a shard has no name");
        String of = "shard '" + shard + "' has no ";
        return ShardConfig.of(
                        shard,
                        required(url, of + "url"),
                        required(user, of + "user"),
                        required(password, of + "password (an empty one is written \"\")"))
                .withWeight(weight);
    }

    private static String required(@Nullable String value, String missing) {
        if (value == null) {
            throw new IllegalArgumentException(missing);
        }
        return value;
    }
}
