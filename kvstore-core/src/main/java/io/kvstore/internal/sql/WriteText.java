package io.kvstore.internal.sql;

import static java.util.stream.Collectors.joining;

import com.google.common.io.BaseEncoding;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a write, for one row with parameters and for several rows with literals. Immutable.
 *
 * <p>The template names its arguments, such as {@code :value}. Several rows are still one statement, so it locks them
 * in the order of their keys and decides on each while it holds its lock. An UPDATE finds the argument of a row by its
 * key. An upsert has one row for each.
 */
public final class WriteText {

    private static final Pattern NAME = Pattern.compile(":([a-z]+)");
    private static final Pattern ROWS = Pattern.compile("<row>(.*?)</row>", Pattern.DOTALL);
    private static final String ONE_KEY = "k = :key";

    private final String template;
    private final String alone;
    private final List<String> names = new ArrayList<>();

    /**
     * Made of a template. In the template, {@code {mark}} is where a statement for several rows sets its mark, {@code
     * {mark_number}} is the number of the mark, and {@code <row>} encloses what is repeated for each row.
     */
    WriteText(String template) {
        this.template = template;
        String one = ROWS.matcher(template).replaceAll(row -> Matcher.quoteReplacement(row.group(1)));
        Matcher name = NAME.matcher(one);
        while (name.find()) {
            names.add(name.group(1));
        }
        this.alone = withParameters(one);
    }

    /** A text with parameters instead of names, and without a mark. */
    static String withParameters(String text) {
        return NAME.matcher(text.replace("{mark}", "").replace("{mark_number}", "0"))
                .replaceAll("?");
    }

    /** For one row, with parameters. */
    public String alone() {
        return alone;
    }

    /** Binds the parameters of one row, starting at an index. Returns the next index. */
    public int bind(PreparedStatement statement, int first, Arguments arguments) throws SQLException {
        int index = first;
        for (String name : names) {
            Object argument = arguments.get(name);
            if (argument instanceof byte[] bytes) {
                statement.setBytes(index++, bytes);
            } else if (argument instanceof Long number) {
                statement.setLong(index++, number);
            } else {
                statement.setNull(index++, Types.BIGINT);
            }
        }
        return index;
    }

    /**
     * For several rows, with literals.
     *
     * @param keys the keys of the rows, made by {@link #keys}
     * @param rows rows with different keys, in ascending order
     * @param mark the mark of changed rows
     */
    String together(List<String> keys, List<Arguments> rows, long mark) {
        String marked = template.replace("{mark}", "mark = " + mark + ", ").replace("{mark_number}", "" + mark);
        Matcher upsert = ROWS.matcher(marked);
        if (upsert.find()) {
            String row = upsert.group(1);
            String all = rows.stream()
                    .map(arguments -> fill(row, name -> literal(arguments.get(name))))
                    .collect(joining(", "));
            return marked.substring(0, upsert.start()) + all + marked.substring(upsert.end());
        }
        return fill(marked.replace(ONE_KEY, "k IN (" + String.join(", ", keys) + ")"), name -> byKey(keys, rows, name));
    }

    /** The keys of rows, as literals. */
    static List<String> keys(List<Arguments> rows) {
        return rows.stream().map(row -> literal(row.key())).toList();
    }

    private static String fill(String text, Function<String, String> argument) {
        StringBuilder filled = new StringBuilder();
        Matcher name = NAME.matcher(text);
        int from = 0;
        while (name.find()) {
            filled.append(text, from, name.start()).append(argument.apply(name.group(1)));
            from = name.end();
        }
        return filled.append(text, from, text.length()).toString();
    }

    private static String byKey(List<String> keys, List<Arguments> rows, String name) {
        StringBuilder choice = new StringBuilder("CASE k");
        for (int i = 0; i < rows.size(); i++) {
            choice.append(" WHEN ")
                    .append(keys.get(i))
                    .append(" THEN ")
                    .append(literal(rows.get(i).get(name)));
        }
        return choice.append(" END").toString();
    }

    private static String literal(@Nullable Object argument) {
        return argument instanceof byte[] bytes
                ? "X'" + BaseEncoding.base16().encode(bytes) + "'"
                : argument == null ? "NULL" : argument.toString();
    }
}
