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
    private final Returning returning;
    private final String select;
    private final String others;
    private final String alone;
    private final List<String> names = new ArrayList<>();

    /**
     * Of a template in which {@code {mark}} is where the statement for several rows sets its mark, {@code {mark_number}} is
     * that itself, {@code {most}} is what a value may have in bytes to be brought back, and {@code <row>} encloses what is
     * repeated for each row.
     *
     * @param returning what is brought back of a row that was changed
     * @param select reads that by a list of keys, which is yet to follow; {@code {value}} is where the value goes
     * @param others which rows are read besides those that were changed
     */
    WriteText(String template, Returning returning, String select, String others) {
        this.template = template;
        this.returning = returning;
        this.select = select;
        this.others = others;
        String one = ROWS.matcher(template).replaceAll(row -> Matcher.quoteReplacement(row.group(1)));
        Matcher name = NAME.matcher(one);
        while (name.find()) {
            names.add(name.group(1));
        }
        this.alone = withParameters(one);
    }

    /** A text with parameters instead of names, and without a mark. */
    static String withParameters(String text) {
        return NAME.matcher(marked(text, "", 0, Integer.MAX_VALUE)).replaceAll("?");
    }

    private static String marked(String text, String setMark, long mark, int most) {
        return text.replace("{mark}", setMark)
                .replace("{mark_number}", Long.toString(mark))
                .replace("{most}", Integer.toString(most));
    }

    /** What it brings back of a row that it changed. */
    public Returning returning() {
        return returning;
    }

    /** For one row, with parameters. */
    public String alone() {
        return alone;
    }

    /** Reads what is brought back of one row. Parameter: the key. */
    public String readBack() {
        return marked(select.replace("{value}", "v"), "", 0, Integer.MAX_VALUE) + "?)";
    }

    /** Binds the parameters of one row, the first of them at an index; returns the next index. */
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
     * For several rows, with literals: one text, so that its locks do not wait for the client. It marks what it changes,
     * and looks for its mark before others can write there, to bring back what the write returns of those rows.
     *
     * @param rows of different keys, in their order
     * @param mark a random number
     * @param most bytes of a value that is brought back: a row with a larger one is not changed, and told by its size
     */
    public String together(List<Arguments> rows, long mark, int most) {
        List<String> literals = rows.stream().map(row -> literal(row.key())).toList();
        String keys = "(" + String.join(", ", literals) + ")";
        String write = marked(template, "mark = " + mark + ", ", mark, most);
        return "BEGIN; " + fill(write, keys, literals, rows) + "; "
                + select.replace("{value}", "CASE WHEN mark = " + mark + " THEN v END") + keys.substring(1)
                + " AND (mark = " + mark + marked(others, "", mark, most) + "); COMMIT AND NO CHAIN NO RELEASE";
    }

    private static String fill(String write, String keys, List<String> literals, List<Arguments> rows) {
        Matcher upsert = ROWS.matcher(write);
        if (upsert.find()) {
            String row = upsert.group(1);
            String all = rows.stream()
                    .map(arguments -> fill(row, name -> literal(arguments.get(name))))
                    .collect(joining(", "));
            return write.substring(0, upsert.start()) + all + write.substring(upsert.end());
        }
        return fill(write.replace(ONE_KEY, "k IN " + keys), name -> byKey(literals, rows, name));
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
