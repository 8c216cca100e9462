package io.kvstore.examples.bench;

import java.io.Serial;

/** A call of a contender failed or gave a wrong answer. The benchmark stops, because its figures would mean nothing. */
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
