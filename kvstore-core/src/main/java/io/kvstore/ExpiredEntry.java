package io.kvstore;

import java.time.Instant;

/**
 * An entry whose time has passed.
 *
 * @param key its key
 * @param value its last value
 * @param version its last version
 * @param expiredAt when it expired, by the database's clock
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once; nobody compares two of them
public record ExpiredEntry(String key, byte[] value, long version, Instant expiredAt) {}
