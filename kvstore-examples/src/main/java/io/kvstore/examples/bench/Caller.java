package io.kvstore.examples.bench;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One caller, who asks again as soon as it has its answer: a closed loop. Confined to its thread. */
final class Caller implements Callable<Void> {

    private final Contender contender;
    private final DataSet data;
    private final Workload workload;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Window window;
    private final Latencies latencies;

    Caller(
            Contender contender,
            DataSet data,
            Workload workload,
            Plan plan,
            Window window,
            SplittableRandom random,
            Latencies latencies) {
        this.contender = contender;
        this.data = data;
        this.workload = workload;
        this.random = random;
        this.keys = plan.distribution().choice(plan.keys(), random);
        this.window = window;
        this.latencies = latencies;
    }

    @Override
    public @Nullable Void call() {
        window.enter();
        try {
            while (!window.isOver(System.nanoTime())) {
                int key = keys.next();
                if (workload.isGet(random)) {
                    get(key);
                } else {
                    put(key);
                }
            }
        } catch (RuntimeException | Error e) {
            window.abort();
            throw e;
        }
        return null;
    }

    private void get(int number) {
        String key = data.key(number);
        long start = System.nanoTime();
        Optional<byte[]> value = contender.get(key);
        long took = System.nanoTime() - start;
        data.check(contender.name(), number, value);
        if (window.measures(start)) {
            latencies.gets().recordValue(took);
        }
    }

    private void put(int number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long start = System.nanoTime();
        contender.put(key, value);
        long took = System.nanoTime() - start;
        if (window.measures(start)) {
            latencies.puts().recordValue(took);
        }
    }
}
