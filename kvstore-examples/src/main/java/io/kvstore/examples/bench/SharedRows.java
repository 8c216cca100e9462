package io.kvstore.examples.bench;

/** Rows that several contenders work on, made once in a run; see {@link Servers#rows}. */
interface SharedRows extends Rows, AutoCloseable {

    @Override
    void close();
}
