package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The bodies of batch calls. */
final class BatchRequests {

    private BatchRequests() {}

    /**
     * The body of a batchGet.
     *
     * @param keys the keys; duplicates count once
     */
    record Get(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
            List<String> keys) {}

    /**
     * The body of a batchPut.
     *
     * @param entries the keys and values to set
     * @param ttl the time-to-live of all keys; if missing, they do not expire
     */
    record Put(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
            List<Pair> entries,

            @Nullable String ttl) {}

    /**
     * A key and its value.
     *
     * @param key the key
     * @param value the bytes, in base64
     */
    @SuppressWarnings("ArrayRecordComponent") // only read
    record Pair(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
            String key,

            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) @JsonDeserialize(using = Base64Text.class)
            byte[] value) {}
}
