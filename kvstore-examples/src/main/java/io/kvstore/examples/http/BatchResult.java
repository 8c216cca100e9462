package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kvstore.KvException;
import org.jspecify.annotations.Nullable;

/**
 * The result of one key of a batch call.
 *
 * @param key the key
 * @param status {@code found}, {@code absent}, {@code stored} or {@code failed}
 * @param value the value, if found
 * @param outcome if failed: {@code not_applied} or {@code unknown}
 * @param detail if failed: the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent") // only written
record BatchResult(
        String key,
        String status,
        byte @Nullable [] value,
        @Nullable String outcome,
        @Nullable String detail) {

    static BatchResult found(String key, byte[] value) {
        return new BatchResult(key, "found", value, null, null);
    }

    static BatchResult absent(String key) {
        return new BatchResult(key, "absent", null, null, null);
    }

    static BatchResult stored(String key) {
        return new BatchResult(key, "stored", null, null, null);
    }

    static BatchResult failed(String key, KvException error) {
        Problem problem = StoreProblems.of(error);
        return new BatchResult(key, "failed", null, problem.outcome(), problem.detail());
    }
}
