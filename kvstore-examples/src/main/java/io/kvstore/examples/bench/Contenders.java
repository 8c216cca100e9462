package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;

/** The contenders of a run, from opening to closing. Not thread-safe. */
final class Contenders implements AutoCloseable {

    private final Servers servers;
    private final boolean keep;
    private final List<Contender> all = new ArrayList<>();

    /** Opens the store, then the baselines. */
    Contenders(Setup setup, boolean keep) {
        this.keep = keep;
        servers = new Servers(setup.config());
        try {
            all.add(new StoreContender(setup.config()));
            setup.rivals().forEach(rival -> all.add(rival.open(servers)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The store first. */
    List<Contender> all() {
        return all;
    }

    /** Removes their rows, unless they are to be kept, and closes all of them, whichever of this fails. */
    @Override
    public void close() {
        if (!keep) {
            all.stream().map(Contender::rows).distinct().forEach(rows -> attempt("drop the tables", rows::drop));
        }
        all.forEach(contender -> attempt("close " + contender.name(), contender::close));
        attempt("close the connections of the tables", servers::close);
        all.clear();
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            System.err.println("kv: bench: failed to " + what + ": " + e.getMessage());
        }
    }
}
