package io.kvstore.examples.bench;

/** Which of the loaded keys is next, by number. Each caller has one of its own: not thread-safe. */
interface KeyChoice {

    /** From 0 to the number of keys, exclusive. */
    int next();
}
