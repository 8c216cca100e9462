package io.kvstore.examples.bench;

/** Throws if a conditional write gave a wrong answer. Stateless. */
final class Verdicts {

    private Verdicts() {}

    static void expired(String name, String key, boolean yes) {
        that(yes, name, "expire", key, "the key was loaded");
    }

    static void putIfAbsent(String name, String key, boolean yes) {
        that(yes, name, "putIfAbsent", key, "the key was new");
    }

    /**
     * Checks a compare-and-set.
     *
     * @param contested true if another call on the key was in flight
     */
    static void compareAndSet(String name, String key, boolean yes, boolean contested) {
        that(yes || contested, name, "compareAndSet", key, "no other caller was writing to the key");
    }

    /**
     * Checks a delete before a put of the same key.
     *
     * @param contested true if another call on the key was in flight
     */
    static void deleted(String name, String key, boolean yes, boolean contested) {
        that(yes || contested, name, "delete", key, "no other caller was writing to the key");
    }

    private static void that(boolean right, String name, String call, String key, String reason) {
        if (!right) {
            throw new BenchException(name + ": " + call + " of '" + key + "' returned false, but " + reason);
        }
    }
}
