package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** All entrants of a run. Not thread-safe. */
final class Entrants implements AutoCloseable {

    private final Servers servers;
    private final boolean keep;
    private final List<Entrant> all = new ArrayList<>();

    /** Opens the store, then its alternatives. */
    Entrants(Setup setup, Plan plan, boolean keep) {
        this.keep = keep;
        servers = new Servers(setup.config());
        NewKeys newKeys = new NewKeys(plan);
        try {
            all.add(store(new StoreContender(setup.config()), plan, newKeys));
            setup.rivals().forEach(rival -> all.add(new ClosedLoop(rival.open(servers), plan, newKeys)));
            setup.limitThreads().ifPresent(threads -> all.add(new LimitLoop(servers, plan, threads)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Entrant store(StoreContender store, Plan plan, NewKeys newKeys) {
        OptionalInt inFlight = plan.crowd().inFlight();
        return inFlight.isPresent()
                ? new AsyncLoop(store, plan, newKeys, inFlight.getAsInt())
                : new ClosedLoop(store, plan, newKeys);
    }

    /** All entrants, the store first. */
    List<Entrant> all() {
        return all;
    }

    /** Drops their rows, unless they are to be kept, and closes all entrants. An error does not stop the rest. */
    @Override
    public void close() {
        if (!keep) {
            all.stream().map(Entrant::rows).distinct().forEach(rows -> attempt("drop the tables", rows::drop));
        }
        all.forEach(entrant -> attempt("close " + entrant.name(), entrant::close));
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
