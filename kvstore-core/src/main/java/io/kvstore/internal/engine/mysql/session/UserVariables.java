package io.kvstore.internal.engine.mysql.session;

import com.google.common.base.Splitter;
import io.kvstore.PoolConfig;
import io.kvstore.internal.Checks;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks the session variables that a configuration sets with the driver's {@code sessionVariables}. Variables of the
 * store are rejected, in any notation. A notation that this check does not recognise does no harm, because the store
 * sets its own variables later.
 */
public final class UserVariables {

    private static final Pattern NOT_NAMES =
            Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'|\"(?:[^\"\\\\]|\"\"|\\\\.)*\"|/\\*.*?\\*/|`", Pattern.DOTALL);

    private static final Pattern SET = Pattern.compile(
            "(?:set\\s+)?(?:@@\\s*)?(?:(?:session|local|global|persist|persist_only)(?:\\s*\\.\\s*|\\s+))?(\\w+).*",
            Pattern.DOTALL);

    /** SET TRANSACTION, SET NAMES, SET CHARACTER SET. */
    private static final Set<String> STATEMENTS = Set.of("transaction", "names", "character", "charset");

    private UserVariables() {}

    public static void check(PoolConfig pool) {
        String set = pool.driverProperties().getOrDefault("sessionVariables", "");
        Set<String> ours =
                SessionVariables.of(pool).stream().map(SessionVariable::name).collect(Collectors.toSet());
        String names = NOT_NAMES.matcher(set).replaceAll(" ");
        for (String part : Splitter.onPattern("[,;]").trimResults().split(names.toLowerCase(Locale.ROOT))) {
            Matcher matcher = SET.matcher(part);
            String name = matcher.matches() ? matcher.group(1) : "";
            Checks.that(
                    !ours.contains(name) && !STATEMENTS.contains(name),
                    "pool.driverProperties: sessionVariables sets %s, which the store sets itself because its statements"
                            + " rely on it: remove it (waits are bounded by pool.lockWaitTimeout and pool.socketTimeout)",
                    name);
        }
    }
}
