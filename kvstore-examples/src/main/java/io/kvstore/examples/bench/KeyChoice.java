package io.kvstore.examples.bench;

/** Chooses loaded keys by number. Each caller has its own. Not thread-safe. */
interface KeyChoice {

    /** A number from 0 to the number of keys, exclusive. */
    int next();
}
