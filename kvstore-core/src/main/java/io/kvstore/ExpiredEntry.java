package io.kvstore;

import java.time.Instant;

/**
 * A key that has expired, with its last value.
 *
 * @param key the key
 * @param value its last value, as stored
 * @param version its last version
 * @param expiredAt when it expired, by the database's clock
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once; nobody compares two of them
public record ExpiredEntry(String key, byte[] value, long version, Instant expiredAt) {}
