package io.kvstore.examples.bench;

/**
 * The conditional writes of the plain baselines, one SQL statement each. The number of changed rows says whether the
 * condition held. A getAndExpire is an expire and a find. Immutable.
 *
 * @param expire parameters: ttl, key
 * @param putIfAbsent parameters: key, value
 * @param find parameter: key; row: value and version
 * @param compareAndSet parameters: value, key, version
 * @param delete parameter: key
 * @param increment parameter: key; the sum is the last insert id, or must be read in the same transaction
 */
record ConditionalSql(
        String expire, String putIfAbsent, String find, String compareAndSet, String delete, String increment) {

    private static final String NEVER = "9223372036854775807";

    /** With named parameters, such as {@code :key}. */
    static ConditionalSql named(PlainDialect dialect) {
        return new ConditionalSql(
                dialect.fill("UPDATE " + PlainTable.NAME + """
                         SET version = GREATEST(version + 1, {us}), expires_at = {ms} + :ttl
                        WHERE k = :key AND expires_at > {ms}"""),
                // Assignments run from left to right. The expiry is last, because the others read its old value.
                dialect.fill("INSERT INTO " + PlainTable.NAME + """
                         (k, v, version, expires_at) VALUES (:key, :value, {us}, {never})
                        ON DUPLICATE KEY UPDATE
                        v = CASE WHEN expires_at <= {ms} THEN VALUES(v) ELSE v END,
                        version = CASE WHEN expires_at <= {ms}
                          THEN GREATEST(version + 1, VALUES(version)) ELSE version END,
                        expires_at = CASE WHEN expires_at <= {ms} THEN VALUES(expires_at) ELSE expires_at END""".replace("{never}", NEVER)),
                dialect.fill("SELECT v, version FROM " + PlainTable.NAME + " WHERE k = :key AND expires_at > {ms}"),
                dialect.fill("UPDATE " + PlainTable.NAME + """
                         SET v = :value, version = GREATEST(version + 1, {us}), expires_at = {never}
                        WHERE k = :key AND version = :version AND expires_at > {ms}""".replace("{never}", NEVER)),
                dialect.fill("DELETE FROM " + PlainTable.NAME + " WHERE k = :key AND expires_at > {ms}"),
                dialect.fill("INSERT INTO " + PlainTable.NAME
                        + """
                         (k, v, version, expires_at) VALUES (:key, {one}, {us}, {never})
                        ON DUPLICATE KEY UPDATE
                        v = CASE WHEN expires_at <= {ms} THEN {one} ELSE {oneMore} END,
                        version = GREATEST(version + 1, VALUES(version)),
                        expires_at = CASE WHEN expires_at <= {ms} THEN VALUES(expires_at) ELSE expires_at END""".replace("{never}", NEVER)
                                .replace("{one}", dialect.sum("1"))
                                .replace("{oneMore}", dialect.sum(dialect.number("v") + " + 1"))));
    }

    /** With question marks in place of names. */
    static ConditionalSql positional(PlainDialect dialect) {
        ConditionalSql named = named(dialect);
        return new ConditionalSql(
                marks(named.expire),
                marks(named.putIfAbsent),
                marks(named.find),
                marks(named.compareAndSet),
                marks(named.delete),
                marks(named.increment));
    }

    private static String marks(String named) {
        return named.replaceAll(":[a-z]+", "?");
    }
}
