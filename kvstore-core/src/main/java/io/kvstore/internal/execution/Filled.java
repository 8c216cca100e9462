package io.kvstore.internal.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** Fills a statement on several keys up to one of the sizes of {@link Arity}, so that few texts are prepared. */
final class Filled {

    private Filled() {}

    /**
     * The items with copies of the smallest one, placed beside it. The order stays, and no other item would cost less
     * to send. If the copies would make the statement too large, returns the items as they are.
     *
     * @param items at least one
     * @param maxBytes the most bytes of one statement
     */
    static <T> List<T> up(List<T> items, ToIntFunction<T> bytes, long maxBytes) {
        int missing = Arity.of(items.size()) - items.size();
        if (missing == 0) {
            return items;
        }
        int smallest = 0;
        long sum = 0;
        for (int i = 0; i < items.size(); i++) {
            int size = bytes.applyAsInt(items.get(i));
            sum += size;
            smallest = size < bytes.applyAsInt(items.get(smallest)) ? i : smallest;
        }
        if (sum + (long) missing * bytes.applyAsInt(items.get(smallest)) > maxBytes) {
            return items;
        }
        List<T> filled = new ArrayList<>(items.size() + missing);
        filled.addAll(items.subList(0, smallest));
        filled.addAll(Collections.nCopies(missing, items.get(smallest)));
        filled.addAll(items.subList(smallest, items.size()));
        return filled;
    }
}
