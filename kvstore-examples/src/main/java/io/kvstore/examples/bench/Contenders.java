package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;

/** The contenders of a run, from opening to closing. Not thread-safe. */
final class Contenders implements AutoCloseable {

    private final List<Contender> all = new ArrayList<>();
    private final boolean keep;

    /** Opens the store, then the baselines. */
    Contenders(Setup setup, boolean keep) {
        this.keep = keep;
        try {
            all.add(new StoreContender(setup.config()));
            setup.baselines().forEach(baseline -> all.add(baseline.open(setup.config(), setup.connections())));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The store first. */
    List<Contender> all() {
        return all;
    }

    /** Removes their tables, unless they are to be kept, and closes all of them, whichever of this fails. */
    @Override
    public void close() {
        for (Contender contender : all) {
            try (contender) {
                if (!keep) {
                    contender.drop();
                }
            } catch (RuntimeException e) {
                System.err.println("kv: bench: the tables of " + contender.name() + " may be left: " + e.getMessage());
            }
        }
        all.clear();
    }
}
