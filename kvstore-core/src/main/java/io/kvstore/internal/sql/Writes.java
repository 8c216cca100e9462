package io.kvstore.internal.sql;

/**
 * What the writes of a dialect say, as templates for {@link Statements}; {@code {mark}} is where a statement for several
 * rows sets its mark, and {@code {id}} wraps what a statement for one row tells its client. Each reads the clock when it holds the lock of
 * its row ({@code {now}}, in microseconds), keeps what it read in the column {@code clock}, and takes verdict, version
 * and expiry from there.
 *
 * <p>The exception is a row that an upsert inserts. It is computed before the insert can wait, so its clock is the time
 * at which the statement started. This is correct: there is no row, so nobody has written the key since, unless its row
 * was reaped during the statement ({@link io.kvstore.ReaperConfig#grace()}).
 *
 * @param put what the upsert of a put does to a row
 * @param putIfAbsent what that of a putIfAbsent does
 * @param count the value of a key that an increment inserts
 * @param increment what the upsert of an increment does to a row
 * @param update an {@link Update}: {@code {value}}, {@code {expiry}} and {@code {guard}} are where its parts go
 * @param clockMs the time in ms, for those
 */
public record Writes(String put, String putIfAbsent, String count, String increment, String update, String clockMs) {

    /** The expiry of a row that never expires. */
    public static final String NEVER = "9223372036854775807";

    /**
     * The clock of a write that found its row alive: at most the last microsecond in which it was alive. The condition
     * read the clock just before, and what is stored must agree with it.
     */
    public static final String WHILE_ALIVE = "LEAST({now}, LEAST(expires_at, 9000000000000000) * 1000 - 1)";

    /** Whether a value of up to 20 bytes is a whole number in decimal as this store writes them, of its bytes in hex. */
    public static final String DECIMAL = "REGEXP '^(30|(2[Dd])?3[1-9](3[0-9])*)$'";

    public static final String IN_RANGE = "BETWEEN -9223372036854775808 AND 9223372036854775807";
}
