package io.kvstore.examples.bench;

import java.util.Optional;
import java.util.SplittableRandom;

/** A caller's gets and puts. Confined to its thread. */
final class GetsAndPuts implements Calls {

    private final Contender contender;
    private final Work work;
    private final DataSet data;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Latencies latencies;

    GetsAndPuts(Contender contender, Work work, SplittableRandom random, Latencies latencies) {
        this.contender = contender;
        this.work = work;
        this.data = work.data();
        this.random = random;
        this.keys = work.keys(random);
        this.latencies = latencies;
    }

    @Override
    public void next() {
        int key = keys.next();
        if (work.workload().isGet(random)) {
            get(key);
        } else {
            put(key);
        }
    }

    private void get(int number) {
        String key = data.key(number);
        long start = System.nanoTime();
        Optional<byte[]> value = contender.get(key);
        long took = System.nanoTime() - start;
        data.check(contender.name(), number, value);
        if (work.window().measures(start)) {
            latencies.gets().recordValue(took);
        }
    }

    private void put(int number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long start = System.nanoTime();
        contender.put(key, value);
        long took = System.nanoTime() - start;
        if (work.window().measures(start)) {
            latencies.puts().recordValue(took);
        }
    }
}
