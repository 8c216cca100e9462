package io.kvstore.examples.bench;

import java.io.Serial;

/** A contender did something wrong: its figures are worth nothing. */
final class BenchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
    }
}
