package io.kvstore.examples.bench;

import java.util.Map;

/** The rows of one or several contenders on the servers. */
public interface Rows {

    /**
     * Sets many keys as fast as possible. This is not measured.
     *
     * @param entries values by key
     */
    void load(Map<String, byte[]> entries);

    /** Removes all rows and tables from the servers. */
    void drop();
}
