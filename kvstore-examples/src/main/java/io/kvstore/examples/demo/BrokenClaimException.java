package io.kvstore.examples.demo;

import java.io.Serial;

/** Something that the demo said does not hold. */
final class BrokenClaimException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String claim;

    BrokenClaimException(String claim) {
        super(claim);
        this.claim = claim;
    }

    String claim() {
        return claim;
    }
}
