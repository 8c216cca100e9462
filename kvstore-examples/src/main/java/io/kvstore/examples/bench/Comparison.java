package io.kvstore.examples.bench;

import java.util.List;

/**
 * What the store's figures are divided by: the figures of one contender, or of the best of several.
 *
 * @param name its name in reports
 * @param contenders one or more
 */
record Comparison(String name, List<String> contenders) {

    static Comparison to(String contender) {
        return new Comparison(contender, List.of(contender));
    }

    boolean isOfSeveral() {
        return contenders.size() > 1;
    }
}
