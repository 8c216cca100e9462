package io.kvstore;

/** What became of a call that failed. */
public enum Outcome {
    /** Nothing was changed: it is safe to call again. Reads that fail are always of this kind. */
    NOT_APPLIED,

    /**
     * The write may have happened, or may still happen within the socket timeout: read the key, or call again
     * if the write may be repeated.
     */
    UNKNOWN
}
