package io.kvstore.internal.sql;

/**
 * The templates of a dialect's writes, for {@link Statements}. {@code {mark}} is where a statement for several rows
 * sets its mark. Each write reads the clock when it holds the lock of its row ({@code {now}}, in microseconds), stores
 * it in the column {@code clock}, and derives its result, version and expiry from it.
 *
 * <p>The exception is a row that an upsert inserts. It is computed before the insert can wait, so its clock is the time
 * at which the statement started. This is correct: there is no row, so nobody has written the key since, unless its row
 * was reaped during the statement ({@link io.kvstore.ReaperConfig#grace()}).
 *
 * @param put what the upsert of a put does to an existing row
 * @param putIfAbsent what the upsert of a putIfAbsent does to an existing row
 * @param update the template of an {@link Update}, with places for its parts: {@code {value}}, {@code {expiry}}, {@code
 *     {guard}}
 * @param clockMs the time in ms, for these parts
 */
record Writes(String put, String putIfAbsent, String update, String clockMs) {

    /** The expiry of a row that never expires. */
    static final String NEVER = "9223372036854775807";

    /**
     * The clock of a write that found its row alive: at most the last microsecond in which it was alive. The condition
     * read the clock just before, and what is stored must agree with it.
     */
    static final String WHILE_ALIVE = "LEAST({now}, LEAST(expires_at, 9000000000000000) * 1000 - 1)";
}
