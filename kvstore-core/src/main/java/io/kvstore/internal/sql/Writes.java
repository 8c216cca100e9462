package io.kvstore.internal.sql;

/**
 * What the writes of a dialect say, as templates for {@link Statements}; {@code {mark}} is where a statement for several
 * rows sets its mark. Each reads the clock when it holds the lock of
 * its row ({@code {now}}, in microseconds), keeps what it read in the column {@code clock}, and takes verdict, version
 * and expiry from there.
 *
 * <p>A row that an upsert inserts is the exception: what is inserted is computed before the insert can wait, so its clock
 * is that of the statement's start. Nothing can contradict it: there is no row, so nobody else's write to the key happened
 * since, unless its row was reaped within that statement ({@link io.kvstore.ReaperConfig#grace()}).
 *
 * @param put what the upsert of a put does to a row
 * @param putIfAbsent what that of a putIfAbsent does
 * @param update an {@link Update}: {@code {value}}, {@code {expiry}} and {@code {guard}} are where its parts go
 * @param clockMs the time in ms, for those
 */
record Writes(String put, String putIfAbsent, String update, String clockMs) {

    /** The expiry of a row that never expires. */
    static final String NEVER = "9223372036854775807";

    /**
     * For a write that found its row alive: the clock, at the latest the last microsecond of that life. The guard has read
     * the clock just before, and what is stored must agree with it.
     */
    static final String WHILE_ALIVE = "LEAST({now}, LEAST(expires_at, 9000000000000000) * 1000 - 1)";
}
