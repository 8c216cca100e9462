package io.kvstore.examples;

import io.kvstore.examples.bench.BenchCommand;
import io.kvstore.examples.cli.Kv;
import io.kvstore.examples.demo.DemoCommand;
import io.kvstore.examples.http.ServeCommand;
import java.util.concurrent.Callable;

/** What {@code ./kv} starts: the commands of the CLI, the HTTP server, the tour and the benchmark. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command and what it needs
     */
    public static void main(String[] args) {
        Kv.main(args, others());
    }

    static Callable<?>[] others() {
        return new Callable<?>[] {new DemoCommand(), new ServeCommand(), new BenchCommand()};
    }
}
