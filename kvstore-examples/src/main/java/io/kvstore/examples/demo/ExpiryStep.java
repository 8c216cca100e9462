package io.kvstore.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A key expires by its time-to-live. */
final class ExpiryStep implements Step {

    private static final String KEY = "flash";
    private static final Duration TTL = Duration.ofMillis(500);
    private static final Duration CLOCK_STEP = Duration.ofMillis(1); // the database counts whole milliseconds
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public String title() {
        return "Expiry: present before, absent after";
    }

    @Override
    public void run(Stage stage) throws Exception {
        KvStore store = stage.store();
        Narrator narrator = stage.narrator();
        long start = System.nanoTime();
        store.put(KEY, "now you see me".getBytes(UTF_8), TTL);
        long answered = System.nanoTime();
        boolean seen = store.get(KEY).isPresent();
        narrator.call("put(flash, ttl 500ms); get", seen ? "present" : "absent");
        narrator.claim("the key is present before it expires", seen);

        long last = System.nanoTime();
        while (store.get(KEY).isPresent()) {
            last = System.nanoTime();
            if (last - start > TIMEOUT.toNanos()) {
                throw new BrokenClaimException("a key with a time-to-live of 500 ms is absent within 5 s");
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
        long gone = System.nanoTime();
        narrator.call("get, until it is absent", "absent " + millis(gone - start) + " ms after the put was called");
        narrator.claim(
                "it was not absent before its time-to-live had passed",
                gone - start >= TTL.minus(CLOCK_STEP).toNanos());
        narrator.claim(
                "it was last seen before its time-to-live had passed",
                last - answered <= TTL.plus(CLOCK_STEP).toNanos());
        narrator.claim(
                "its row is still in the table: reads do not wait for the reaper", Rows.total(stage) > Keys.COUNT);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
