package io.kvstore.examples.demo;

import java.io.Serial;

/** A claim of the demo is false. */
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
