package io.kvstore.examples.bench;

import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.time.Duration;
import java.util.Optional;

/** The conditional writes of one caller. Confined to its thread. */
final class ConditionalCalls implements Calls {

    private final ConditionalWrites writes;
    private final CallerTask task;

    ConditionalCalls(Contender contender, CallerTask task) {
        this.writes = contender.conditional();
        this.task = task;
    }

    @Override
    public void next() {
        switch (task.workload().write()) {
            case EXPIRE -> expire(task.nextKey());
            case PUT_IF_ABSENT -> putIfAbsent(task.nextNewKey());
            case COMPARE_AND_SET -> compareAndSet(task.nextKey());
            case DELETE_AND_PUT -> deleteAndPut(task.nextKey());
            case GET_AND_EXPIRE -> getAndExpire(task.nextKey());
            case INCREMENT, INCREMENT_ONE -> increment(task.nextKey());
            case PUT -> throw new IllegalStateException("a put has no condition");
        }
    }

    private void expire(int number) {
        String key = task.key(number);
        Duration ttl = task.ttl();
        long start = System.nanoTime();
        boolean yes = writes.expire(key, ttl);
        task.expired(key, yes, start, System.nanoTime() - start);
    }

    private void deleteAndPut(int number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long begun = task.begin(number);
        long start = System.nanoTime();
        boolean deleted = writes.deleteAndPut(key, value);
        task.deletedAndPut(number, deleted, begun, start, System.nanoTime() - start);
    }

    private void getAndExpire(int number) {
        String key = task.key(number);
        Duration ttl = task.ttl();
        long start = System.nanoTime();
        Optional<byte[]> found = writes.getAndExpire(key, ttl);
        task.gotAndExpired(number, found, start, System.nanoTime() - start);
    }

    private void increment(int number) {
        String key = task.counter(number);
        long before = task.beginIncrement(number);
        long start = System.nanoTime();
        long sum = writes.increment(key);
        task.incremented(number, before, sum, start, System.nanoTime() - start);
    }

    private void putIfAbsent(long number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long start = System.nanoTime();
        boolean yes = writes.putIfAbsent(key, value);
        task.putIfAbsent(key, yes, start, System.nanoTime() - start);
    }

    private void compareAndSet(int number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long begun = task.begin(number);
        long start = System.nanoTime();
        CompareAndSet done = writes.compareAndSet(key, value);
        task.compareAndSet(number, done.found(), done.set(), begun, start, System.nanoTime() - start);
    }
}
