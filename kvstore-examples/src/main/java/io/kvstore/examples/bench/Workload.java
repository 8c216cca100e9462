package io.kvstore.examples.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What callers do.
 *
 * @param name its name in reports
 * @param write the calls other than gets
 * @param reads the share of gets, 0 to 1
 */
record Workload(String name, Write write, double reads) {

    static final Workload GET = new Workload("get", Write.PUT, 1);
    static final Workload PUT = new Workload("put", Write.PUT, 0);
    static final Workload EXPIRE = new Workload("expire", Write.EXPIRE, 0);
    static final Workload PUT_IF_ABSENT = new Workload("put-if-absent", Write.PUT_IF_ABSENT, 0);
    static final Workload COMPARE_AND_SET = new Workload("compare-and-set", Write.COMPARE_AND_SET, 0);

    static final Workload INCREMENT = new Workload("increment", Write.INCREMENT, 0);
    static final Workload INCREMENT_ONE = new Workload("increment-one", Write.INCREMENT_ONE, 0);
    static final Workload DELETE_AND_PUT = new Workload("delete-and-put", Write.DELETE_AND_PUT, 0);
    static final Workload GET_AND_EXPIRE = new Workload("get-and-expire", Write.GET_AND_EXPIRE, 0);

    /** The workloads that --workload can name, except mixed. */
    static final List<Workload> NAMED = List.of(
            GET, PUT, EXPIRE, PUT_IF_ABSENT, COMPARE_AND_SET, DELETE_AND_PUT, GET_AND_EXPIRE, INCREMENT, INCREMENT_ONE);

    /** The kinds of writes. */
    enum Write {
        /** Sets a loaded key. */
        PUT,
        /** Sets the time-to-live of a loaded key. */
        EXPIRE,
        /** Sets a key that was never used before. */
        PUT_IF_ABSENT,
        /** Reads a loaded key, and sets it if its version is still the same. Counts as one call. */
        COMPARE_AND_SET,
        /** Removes a loaded key and sets it again. Counts as one call. */
        DELETE_AND_PUT,
        /** Reads a loaded key and sets its time-to-live. */
        GET_AND_EXPIRE,
        /** Adds one to a counter. */
        INCREMENT,
        /** Adds one to the counter that all callers use. */
        INCREMENT_ONE;

        boolean counts() {
            return this == INCREMENT || this == INCREMENT_ONE;
        }
    }

    static Workload mixed(double reads) {
        return new Workload("mixed", Write.PUT, reads);
    }

    /** Whether the next call is a get. */
    boolean isGet(SplittableRandom random) {
        return reads >= 1 || (reads > 0 && random.nextDouble() < reads);
    }

    boolean isMixed() {
        return reads > 0 && reads < 1;
    }

    /** Whether its writes are other than plain puts. */
    boolean isConditional() {
        return write != Write.PUT;
    }
}
