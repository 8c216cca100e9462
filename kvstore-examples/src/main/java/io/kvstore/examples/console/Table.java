package io.kvstore.examples.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text with aligned columns: numbers on the right, other text on the left. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates a table.
     *
     * @param header the names of the columns
     */
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /**
     * Adds a row.
     *
     * @param cells a text per column
     * @return this
     */
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Printable::message).toList());
        return this;
    }

    /**
     * Returns the lines of the table.
     *
     * @return the header, then a line per row, without trailing blanks
     */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - length(cells.get(column)));
            line.append(column == 0 ? "" : GAP);
            line.append(isNumeric(column) ? padding + cells.get(column) : cells.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|[+-]?\\d.*"));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
