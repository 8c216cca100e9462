package io.kvstore.examples.bench;

import java.util.Map;

/** The rows on the servers that a contender works on, alone or together with others. */
public interface Rows {

    /**
     * Sets many keys as fast as it can; not measured.
     *
     * @param entries values by key
     */
    void load(Map<String, byte[]> entries);

    /** Removes every trace of the rows from the servers. */
    void drop();
}
