package io.kvstore.examples;

import io.kvstore.examples.bench.BenchCommand;
import io.kvstore.examples.cli.Kv;
import io.kvstore.examples.demo.DemoCommand;
import io.kvstore.examples.http.ServeCommand;
import java.util.concurrent.Callable;

/** The main class of {@code ./kv}. It adds the HTTP server, the demo and the benchmark to the commands of the CLI. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and exits with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        Kv.main(args, others());
    }

    static Callable<?>[] others() {
        return new Callable<?>[] {new DemoCommand(), new ServeCommand(), new BenchCommand()};
    }
}
