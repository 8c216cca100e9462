package io.kvstore.examples.bench;

import java.util.List;

/**
 * What the store's figures are divided by: those of one contender, or of whichever of several did best.
 *
 * @param name what reports call it
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
