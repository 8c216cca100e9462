package io.kvstore.examples.bench;

/** Rows that several contenders share. They are created once per run; see {@link Servers#rows}. */
interface SharedRows extends Rows, AutoCloseable {

    @Override
    void close();
}
