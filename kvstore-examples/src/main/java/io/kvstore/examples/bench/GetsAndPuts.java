package io.kvstore.examples.bench;

import java.util.Optional;

/** The gets and puts of one caller. Confined to its thread. */
final class GetsAndPuts implements Calls {

    private final Contender contender;
    private final CallerTask task;

    GetsAndPuts(Contender contender, CallerTask task) {
        this.contender = contender;
        this.task = task;
    }

    @Override
    public void next() {
        int key = task.nextKey();
        if (task.isGet()) {
            get(key);
        } else {
            put(key);
        }
    }

    private void get(int number) {
        String key = task.key(number);
        long start = System.nanoTime();
        Optional<byte[]> value = contender.get(key);
        task.got(number, value, start, System.nanoTime() - start);
    }

    private void put(int number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long start = System.nanoTime();
        contender.put(key, value);
        task.put(start, System.nanoTime() - start);
    }
}
