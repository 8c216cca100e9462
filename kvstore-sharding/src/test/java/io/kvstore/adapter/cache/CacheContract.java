package io.kvstore.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.JavaCodec;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.Ttl;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.adapter.HookedStore;
import io.kvstore.engines.Engine;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.core.convert.support.GenericConversionService;

/** What Spring expects of a cache, and what ours promises besides. */
abstract class CacheContract extends AdapterContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int THREADS = 12;

    private final AtomicLong nanos = new AtomicLong();
    private HookedStore hooked;
    private Cache cache;

    CacheContract(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void newCache() {
        hooked = new HookedStore(store());
        cache = cache("books");
    }

    private KvCacheManager.Builder manager() {
        return KvCacheManager.builder(hooked.view(), HOUR).nanos(nanos::get);
    }

    private Cache cache(String name) {
        return manager().build().getCache(name);
    }

    private static Object value(Cache cache, Object key) {
        Cache.ValueWrapper wrapper = cache.get(key);
        return wrapper == null ? "none" : wrapper.get();
    }

    private Object value(Object key) {
        return value(cache, key);
    }

    private static <T> List<T> inThreads(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(task);
            }
            for (Future<T> result : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- entries

    @Test
    void valueIsThereUntilItIsEvicted() {
        assertThat(cache.get("k")).isNull();
        cache.put("k", "v1");
        cache.put("k", "v2");
        cache.put("other", List.of(1, 2));
        assertThat(value("k")).isEqualTo("v2");
        assertThat(cache.get("k", String.class)).isEqualTo("v2");
        assertThat(cache.get("other", Object.class)).isEqualTo(List.of(1, 2));
        assertThatThrownBy(() -> cache.get("k", Integer.class)).isInstanceOf(IllegalStateException.class);
        cache.evict("k");
        assertThat(value("k")).isEqualTo("none");
        cache.put("k", "v3");
        assertThat(cache.evictIfPresent("k")).isTrue();
        assertThat(cache.evictIfPresent("k")).isFalse();
        assertThat(value("other")).isEqualTo(List.of(1, 2));
        assertThat(cache.getName()).isEqualTo("books");
        assertThat(cache.getNativeCache()).isNotNull();
    }

    @Test
    void nullIsAValue() {
        cache.put("k", null);
        assertThat(value("k")).isNull();
        assertThat(cache.get("k", String.class)).isNull();
        assertThat(cache.get("k", () -> "loaded")).isNull();
        assertThat(cache.<String>get("loaded", () -> null)).isNull();
        assertThat(value("loaded")).isNull();
    }

    @Test
    void nullIsRefusedByChoice() {
        Cache strict = manager().disallowNullValues().build().getCache("books");
        assertThatThrownBy(() -> strict.put("k", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("books");
        assertThatThrownBy(() -> strict.get("k", () -> null)).isInstanceOf(ValueRetrievalException.class);
        assertThat(value(strict, "k")).isEqualTo("none");
    }

    @Test
    void entriesExpireByTheTtlOfTheirCache() {
        KvCacheManager manager = manager().ttl("short", Duration.ofMinutes(1)).build();
        for (String name : List.of("short", "long")) {
            Cache each = manager.getCache(name);
            each.put("put", 1);
            each.putIfAbsent("absent", 1);
            each.get("loaded", () -> 1);
            each.retrieve("async", () -> CompletableFuture.completedFuture(1)).join();
        }
        advance(Duration.ofMinutes(1));
        for (String key : List.of("put", "absent", "loaded", "async")) {
            assertThat(value(manager.getCache("short"), key)).as(key).isEqualTo("none");
            assertThat(value(manager.getCache("long"), key)).as(key).isEqualTo(1);
        }
        advance(HOUR);
        assertThat(value(manager.getCache("long"), "put")).isEqualTo("none");
    }

    @Test
    void putIfAbsentReturnsWhatWasThere() {
        assertThat(cache.putIfAbsent("k", 1)).isNull();
        assertThat(cache.putIfAbsent("k", 2).get()).isEqualTo(1);
        assertThat(cache.putIfAbsent("null", null)).isNull();
        assertThat(cache.putIfAbsent("null", 2).get()).isNull();
        store().put("cache:books:0:unreadable", new byte[] {9});
        assertThat(cache.putIfAbsent("unreadable", 3)).isNull();
        assertThat(value("unreadable")).isEqualTo(3);
    }

    @Test
    void ofRacingPutIfAbsentsOneWins() throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Boolean> set = inThreads(() -> cache.putIfAbsent("k", next.incrementAndGet()) == null);
        assertThat(set).containsOnlyOnce(true);
    }

    // ---- loads

    @Test
    void missingValueIsLoadedOnce() {
        AtomicInteger loads = new AtomicInteger();
        assertThat(cache.get("k", loads::incrementAndGet)).isEqualTo(1);
        assertThat(cache.get("k", loads::incrementAndGet)).isEqualTo(1);
        assertThat(value("k")).isEqualTo(1);
    }

    @Test
    void callersOfOneKeyShareALoad() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            List<Integer> values = inThreads(() -> cache.get(key, loads::incrementAndGet));
            assertThat(values).containsOnly(round + 1);
        }
        assertThat(loads).hasValue(20);
    }

    @Test
    void callersOfOneKeyShareItsFailureAndTheNextOneLoadsAgain() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        List<Thread> waiting = new CopyOnWriteArrayList<>();
        List<Throwable> errors = inThreads(() -> {
            waiting.add(Thread.currentThread());
            try {
                return new AssertionError(cache.get("k", () -> {
                    loads.incrementAndGet();
                    await().until(() -> waiting.size() == THREADS
                            && waiting.stream()
                                            .filter(thread -> thread.getState() == Thread.State.WAITING)
                                            .count()
                                    == THREADS - 1);
                    throw new IOException("no book");
                }));
            } catch (ValueRetrievalException e) {
                return e;
            }
        });
        assertThat(loads).hasValue(1);
        assertThat(errors)
                .hasSize(THREADS)
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(ValueRetrievalException.class)
                        .hasRootCauseMessage("no book"));
        assertThat(cache.get("k", () -> 2)).isEqualTo(2);
    }

    @Test
    void loaderMayAskForItsOwnKey() {
        assertThat(cache.get("k", () -> cache.get("k", () -> 1) + 1)).isEqualTo(2);
        assertThat(value("k")).isEqualTo(2);
    }

    @Test
    void valueThatWasLoadedAcrossAnEvictionIsNotKept() {
        assertThat(cache.<String>get("k", () -> {
                    cache.evict("k");
                    return "old";
                }))
                .isEqualTo("old");
        assertThat(value("k")).isEqualTo("none");
        cache.get("k", () -> {
            cache.clear();
            return "old";
        });
        assertThat(value("k")).isEqualTo("none");
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> loaded = cache.retrieve("k", () -> slow);
        cache.evict("k");
        slow.complete("old");
        assertThat(loaded.join()).isEqualTo("old");
        assertThat(value("k")).isEqualTo("none");
    }

    @Test
    void futuresAreRetrieved() throws Exception {
        assertThat(cache.retrieve("k").get()).isNull();
        cache.put("k", 1);
        cache.put("null", null);
        assertThat(((Cache.ValueWrapper) cache.retrieve("k").get()).get()).isEqualTo(1);
        assertThat(((Cache.ValueWrapper) cache.retrieve("null").get()).get()).isNull();
        assertThat(cache.retrieve("k", () -> CompletableFuture.completedFuture(2))
                        .get())
                .isEqualTo(1);
        assertThat(cache.retrieve("null", () -> CompletableFuture.completedFuture(2))
                        .get())
                .isNull();
        assertThat(cache.retrieve("new", () -> CompletableFuture.completedFuture(3))
                        .get())
                .isEqualTo(3);
        assertThat(value("new")).isEqualTo(3);
    }

    @Test
    void callersOfOneFutureShareALoad() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CompletableFuture<Integer> slow = new CompletableFuture<>();
        List<CompletableFuture<Integer>> all = inThreads(() -> cache.retrieve("k", () -> {
            loads.incrementAndGet();
            return slow;
        }));
        assertThat(all).noneMatch(CompletableFuture::isDone);
        slow.complete(5);
        for (CompletableFuture<Integer> each : all) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(5);
        }
        assertThat(loads).hasValue(1);
        assertThat(value("k")).isEqualTo(5);
    }

    @Test
    void failureOfAFutureIsPassedOn() throws Exception {
        IllegalStateException error = new IllegalStateException("no book");
        assertThatThrownBy(() -> cache.retrieve("k", () -> CompletableFuture.failedFuture(error))
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCause(error);
        assertThatThrownBy(() -> cache.retrieve("k", () -> {
                            throw error;
                        })
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCause(error);
        assertThat(cache.retrieve("k", () -> CompletableFuture.completedFuture(1))
                        .get())
                .isEqualTo(1);
    }

    // ---- clear, and other processes

    @Test
    void clearedCacheIsEmptyAtOnce() {
        Cache other = cache("others");
        other.put("k", 1);
        for (int i = 0; i < 3; i++) {
            cache.put("k", i);
            assertThat(value("k")).isEqualTo(i);
            cache.clear();
            assertThat(value("k")).isEqualTo("none");
        }
        cache.put("k", 1);
        assertThat(cache.invalidate()).isFalse();
        assertThat(value("k")).isEqualTo("none");
        assertThat(value(other, "k")).isEqualTo(1);
    }

    @Test
    void clearIsSeenElsewhereWithinASecond() {
        try (KvStore second = KvStore.open(config())) {
            Cache there = KvCacheManager.builder(second, HOUR)
                    .nanos(nanos::get)
                    .build()
                    .getCache("books");
            cache.put("k", "old");
            assertThat(value(there, "k")).isEqualTo("old");
            cache.clear();
            cache.put("k", "new");
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
            assertThat(value(there, "k")).isEqualTo("old");
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            assertThat(value(there, "k")).isEqualTo("new");
            there.clear();
            there.put("async", "newer");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(((Cache.ValueWrapper) cache.retrieve("async").join()).get())
                    .isEqualTo("newer");
            assertThat(value("k")).isEqualTo("none");
        }
    }

    @Test
    void evictionCountsBeforeTheClearIsSeen() {
        Cache there = cache("books");
        assertThat(value(there, "k")).isEqualTo("none");
        cache.clear();
        cache.put("k", 1);
        assertThat(there.evictIfPresent("k")).isTrue();
        assertThat(value("k")).isEqualTo("none");
    }

    @Test
    void generationIsRememberedForASecond() {
        cache.put("k", 1);
        hooked.calls();
        value("k");
        assertThat(hooked.calls()).containsExactly("get");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        value("k");
        assertThat(hooked.calls()).containsExactly("get", "get");
    }

    @Test
    void eachOfTwoStoresLoadsAtMostOnce() throws Exception {
        try (KvStore second = KvStore.open(config())) {
            Cache there = KvCacheManager.builder(second, HOUR).build().getCache("books");
            for (int round = 0; round < 10; round++) {
                String key = "k" + round;
                AtomicInteger here = new AtomicInteger();
                AtomicInteger other = new AtomicInteger();
                inThreads(() -> {
                    boolean odd = Thread.currentThread().getId() % 2 == 0;
                    return (odd ? there : cache).get(key, () -> (odd ? other : here).incrementAndGet());
                });
                assertThat(here.get()).isLessThanOrEqualTo(1);
                assertThat(other.get()).isLessThanOrEqualTo(1);
                assertThat(here.get() + other.get()).isPositive();
            }
        }
    }

    // ---- keys and names

    private enum Colour {
        RED
    }

    @Test
    void keysAreText() {
        Map<Object, String> texts = new LinkedHashMap<>();
        texts.put("text", "text");
        texts.put("", "");
        texts.put(1, "1");
        texts.put(Colour.RED, "RED");
        texts.put(SimpleKey.EMPTY, "SimpleKey []");
        texts.put(new SimpleKey("a", 1), "SimpleKey [a, 1]");
        texts.put(new ArrayList<>(List.of(1, List.of("b"))), "[1,[b]]");
        texts.put(new int[] {1, 2}, "[1,2]");
        texts.put(Arrays.asList("a", null), "[a,null]");
        texts.put(Map.of("a", 1), "{a=1}");
        texts.forEach((key, text) -> {
            cache.put(key, text);
            assertThat(store().get("cache:books:0:" + text)).as(text).isPresent();
            assertThat(value(key)).isEqualTo(text);
        });
    }

    @Test
    void keyWithoutTextIsRefused() {
        assertThatThrownBy(() -> cache.get(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("java.lang.Object", "toString()", "ConversionService");
    }

    @Test
    void conversionServiceMakesTextOfKeys() {
        GenericConversionService conversions = new GenericConversionService();
        conversions.addConverter(Colour.class, String.class, colour -> "colour " + colour);
        Cache converting = manager().keyConversion(conversions).build().getCache("books");
        converting.put(Colour.RED, 1);
        converting.put(2, 2);
        assertThat(store().get("cache:books:0:colour RED")).isPresent();
        assertThat(store().get("cache:books:0:2")).isPresent();
    }

    @Test
    void keyThatIsTooLongIsHashed() {
        String longest = "k".repeat(241);
        for (String key : List.of(longest, longest + "k", "é".repeat(200), "é".repeat(201), "\ud800", "\ud801")) {
            cache.put(key, key);
        }
        for (String key : List.of(longest, longest + "k", "é".repeat(200), "é".repeat(201), "\ud800", "\ud801")) {
            assertThat(value(key)).isEqualTo(key);
            assertThat(cache.evictIfPresent(key)).isTrue();
        }
        cache.put(longest, 1);
        assertThat(store().get("cache:books:0:" + longest)).isPresent();
    }

    @Test
    void cachesDoNotShareKeys() {
        Cache a = cache("a");
        Cache b = cache("a:0");
        a.put("0:k", "a");
        b.put("k", "b");
        assertThat(value(a, "0:k")).isEqualTo("a");
        b.clear();
        assertThat(value(a, "0:k")).isEqualTo("a");
        assertThat(value(b, "k")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 164})
    void nameThatIsNoKeyIsRefused(int length) {
        KvCacheManager manager = manager().build();
        assertThatThrownBy(() -> manager.getCache("n".repeat(length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 169");
        Cache longest = manager.getCache("n".repeat(163));
        longest.put("k".repeat(1000), 1);
        assertThat(value(longest, "k".repeat(1000))).isEqualTo(1);
    }

    @Test
    void namesAreFixedByChoice() {
        KvCacheManager open = manager().build();
        assertThat(open.getCacheNames()).isEmpty();
        assertThat(open.getCache("a")).isSameAs(open.getCache("a"));
        assertThat(open.getCacheNames()).containsExactly("a");
        KvCacheManager fixed = manager().cacheNames("a", "b").build();
        assertThat(fixed.getCacheNames()).containsExactlyInAnyOrder("a", "b");
        assertThat(fixed.getCache("c")).isNull();
        fixed.getCache("a").put("k", 1);
        fixed.resetCaches();
        assertThat(value(fixed.getCache("a"), "k")).isEqualTo("none");
    }

    @Test
    void ttlOutOfRangeIsRefused() {
        assertThatThrownBy(() -> KvCacheManager.builder(store(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 ms to");
        assertThatThrownBy(() -> manager().ttl("a", Ttl.MAX.plusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ttl of cache 'a'");
        assertThatThrownBy(() -> KvCacheManager.builder(store(), Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 ms to");
    }

    // ---- faults

    private record Book(String title) implements Serializable {}

    @Test
    void valueThatCannotBeReadIsAMiss() {
        Cache lenient = manager()
                .codec(JavaCodec.allowing("io.kvstore.adapter"))
                .build()
                .getCache("books");
        lenient.put("k", new Book("Emma"));
        assertThat(value(lenient, "k")).isEqualTo(new Book("Emma"));
        assertThat(value("k")).isEqualTo("none");
        assertThat(cache.retrieve("k").join()).isNull();
        assertThat(cache.get("k", () -> "loaded")).isEqualTo("loaded");
        assertThat(value("k")).isEqualTo("loaded");
        store().put("cache:books:0:empty", new byte[0]);
        assertThat(value("empty")).isEqualTo("none");
    }

    @Test
    void valueThatIsNotSerializableIsRefused() {
        assertThatThrownBy(() -> cache.put("k", new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.io.Serializable");
        assertThatThrownBy(() -> cache.get("k", Object::new))
                .isInstanceOf(ValueRetrievalException.class)
                .hasStackTraceContaining("java.io.Serializable");
        assertThatThrownBy(() -> cache.retrieve("k", () -> CompletableFuture.completedFuture(new Object()))
                        .get())
                .hasStackTraceContaining("java.io.Serializable");
        assertThat(value("k")).isEqualTo("none");
    }

    @Test
    void generationThatIsNoNumberIsNamed() {
        store().put("cache:books", new byte[] {'x'});
        assertThatThrownBy(() -> cache.get("k"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'cache:books'", "delete the key", "another prefix");
    }

    @Test
    void withoutItsShardACacheMissesAndTheLoaderRuns() {
        cache.put("k", 1);
        hooked.fail("get", Outcome.NOT_APPLIED);
        assertThat(value("k")).isEqualTo("none");
        hooked.fail("get", Outcome.NOT_APPLIED);
        assertThat(cache.get("k", () -> 2)).isEqualTo(2);
        hooked.fail("put", Outcome.NOT_APPLIED);
        cache.put("k", 3);
        assertThat(value("k")).isEqualTo(2);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        hooked.fail("get", Outcome.NOT_APPLIED); // the generation
        cache.put("k", 4);
        assertThat(value("k")).isEqualTo(2);
    }

    @Test
    void withoutItsShardNothingIsEvicted() {
        cache.put("k", 1);
        hooked.fail("delete", Outcome.NOT_APPLIED);
        assertThatThrownBy(() -> cache.evict("k")).isInstanceOf(KvUnavailableException.class);
        hooked.fail("increment", Outcome.NOT_APPLIED);
        assertThatThrownBy(() -> cache.clear()).isInstanceOf(KvUnavailableException.class);
        hooked.fail("putIfAbsent", Outcome.NOT_APPLIED);
        assertThatThrownBy(() -> cache.putIfAbsent("k", 2)).isInstanceOf(KvUnavailableException.class);
        assertThat(value("k")).isEqualTo(1);
    }
}
