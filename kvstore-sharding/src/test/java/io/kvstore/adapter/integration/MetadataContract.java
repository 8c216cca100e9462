package io.kvstore.adapter.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.KvView;
import io.kvstore.Ttl;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.engines.Engine;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;

/** The contract of Spring Integration's metadata stores. */
abstract class MetadataContract extends AdapterContract {

    private static final Duration WEEK = Duration.ofDays(7);

    private ConcurrentMetadataStore metadata;

    MetadataContract(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void newMetadataStore() {
        metadata = KvStoreMetadataStore.builder(store()).build();
    }

    @Test
    void entryIsWrittenReadAndRemoved() {
        assertThat(metadata.get("k")).isNull();
        assertThat(metadata.remove("k")).isNull();
        metadata.put("k", "one");
        assertThat(metadata.get("k")).isEqualTo("one");
        assertThat(store().get("metadata:k")).contains(bytes("one"));
        metadata.put("k", "zwei ü");
        assertThat(metadata.remove("k")).isEqualTo("zwei ü");
        assertThat(metadata.get("k")).isNull();
    }

    @Test
    void putIfAbsentReturnsWhatIsThere() {
        assertThat(metadata.putIfAbsent("k", "one")).isNull();
        assertThat(metadata.putIfAbsent("k", "two")).isEqualTo("one");
        assertThat(metadata.get("k")).isEqualTo("one");
    }

    @Test
    void replaceNeedsTheOldValue() {
        assertThat(metadata.replace("k", "one", "two")).isFalse();
        metadata.put("k", "one");
        assertThat(metadata.replace("k", "another", "two")).isFalse();
        assertThat(metadata.get("k")).isEqualTo("one");
        assertThat(metadata.replace("k", "one", "two")).isTrue();
        assertThat(metadata.get("k")).isEqualTo("two");
    }

    @Test
    void entriesLiveUntilTheyAreRemovedOrForATimeAfterTheirLastWrite() {
        metadata.put("forever", "v");
        metadata.putIfAbsent("for ever", "v");
        assertThat(store().ttl("metadata:forever")).contains(Ttl.never());
        assertThat(store().ttl("metadata:for ever")).contains(Ttl.never());

        ConcurrentMetadataStore forgets =
                KvStoreMetadataStore.builder(store()).ttl(WEEK).build();
        for (Runnable write :
                List.<Runnable>of(() -> forgets.put("k", "one"), () -> forgets.replace("k", "one", "two"), () -> {
                    forgets.remove("k");
                    forgets.putIfAbsent("k", "three");
                })) {
            write.run();
            advance(WEEK.minusDays(1));
            assertThat(forgets.get("k")).isNotNull();
        }
        advance(Duration.ofDays(1));
        assertThat(forgets.get("k")).isNull();
        assertThat(forgets.putIfAbsent("k", "again")).isNull();
        assertThat(metadata.get("forever")).isEqualTo("v");
    }

    @Test
    void prefixesAreApart() {
        ConcurrentMetadataStore others =
                KvStoreMetadataStore.builder(store()).prefix("files/").build();
        others.put("k", "v");
        assertThat(metadata.get("k")).isNull();
        assertThat(store().get("files/k")).contains(bytes("v"));
    }

    @Test
    void idempotentReceiverAcceptsAMessageOnce() {
        MetadataStoreSelector selector = new MetadataStoreSelector(
                message -> Objects.toString(message.getHeaders().get("orderId")), metadata);
        assertThat(selector.accept(order(1))).isTrue();
        assertThat(selector.accept(order(2))).isTrue();
        assertThat(selector.accept(order(1))).isFalse();
    }

    @Test
    void receiverThatComparesAcceptsNewerValues() {
        MetadataStoreSelector selector = new MetadataStoreSelector(
                        message -> "feed",
                        message -> Objects.toString(message.getHeaders().get("orderId")),
                        metadata)
                .compareValues((old, next) -> Integer.parseInt(old) < Integer.parseInt(next));
        assertThat(selector.accept(order(5))).isTrue();
        assertThat(selector.accept(order(3))).isFalse();
        assertThat(selector.accept(order(7))).isTrue();
        assertThat(metadata.get("feed")).isEqualTo("7");
    }

    private static Message<String> order(int id) {
        return MessageBuilder.withPayload("order").setHeader("orderId", id).build();
    }

    @Test
    void ofManyThreadsOnePutsOneReplacesAndOneRemoves() throws Exception {
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            assertThat(count(() -> metadata.putIfAbsent(key, "one") == null)).isEqualTo(1);
            assertThat(count(() -> metadata.replace(key, "one", "two"))).isEqualTo(1);
            assertThat(count(() -> metadata.remove(key) != null)).isEqualTo(1);
        }
    }

    /** The number of eight concurrent callers that get true. */
    private static long count(Callable<Boolean> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            long successes = 0;
            for (Future<Boolean> result : callers.invokeAll(Collections.nCopies(8, call))) {
                successes += result.get() ? 1 : 0;
            }
            return successes;
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void callsGoOnIfTheEntryChangesMeanwhile() {
        metadata.put("k", "one");
        assertThat(with("compareAndSet", () -> metadata.put("k", "one")).replace("k", "one", "two"))
                .isTrue();
        assertThat(with("compareAndSet", () -> metadata.put("k", "three")).replace("k", "two", "four"))
                .isFalse();
        assertThat(with("compareAndDelete", () -> metadata.put("k", "five")).remove("k"))
                .isEqualTo("five");
        assertThat(with("compareAndDelete", () -> metadata.remove("k")).remove("k"))
                .isNull();
        metadata.put("k", "six");
        assertThat(with("get", () -> metadata.remove("k")).putIfAbsent("k", "seven"))
                .isNull();
        assertThat(metadata.get("k")).isEqualTo("seven");
    }

    /** A metadata store that runs an action before its first call with this name. */
    private ConcurrentMetadataStore with(String call, Runnable before) {
        AtomicBoolean first = new AtomicBoolean(true);
        KvOperations<String> strings = store().as(Codec.string());
        InvocationHandler typed = (proxy, method, args) -> {
            if (method.getName().equals(call) && first.getAndSet(false)) {
                before.run();
            }
            return method.invoke(strings, args);
        };
        KvOperations<?> disturbed = proxy(KvOperations.class, typed);
        return KvStoreMetadataStore.builder(proxy(KvView.class, (proxy, method, args) -> disturbed))
                .build();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void errorsOfTheStoreAreShown() {
        KvConfig config = KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:1/none", "nobody", "")
                .build();
        try (KvStore down = KvStore.open(config)) {
            ConcurrentMetadataStore failing = KvStoreMetadataStore.builder(down).build();
            assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(() -> failing.get("k"));
            assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(() -> failing.putIfAbsent("k", "v"));
        }
    }

    @Test
    void badInputIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> metadata.put(null, "v"));
        assertThatNullPointerException().isThrownBy(() -> metadata.put("k", null));
        assertThatNullPointerException().isThrownBy(() -> metadata.get(null));
        assertThatNullPointerException().isThrownBy(() -> metadata.remove(null));
        assertThatNullPointerException().isThrownBy(() -> metadata.putIfAbsent("k", null));
        assertThatNullPointerException().isThrownBy(() -> metadata.replace("k", null, "v"));
        assertThatNullPointerException().isThrownBy(() -> metadata.replace("k", "v", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metadata.get("k".repeat(247)))
                .withMessageContaining("247 bytes of UTF-8: at most 246 after the prefix 'metadata:'");
        for (Duration bad : List.of(Duration.ZERO, Ttl.MAX.plusMillis(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KvStoreMetadataStore.builder(store()).ttl(bad))
                    .withMessageContaining("the ttl of the metadata is " + bad);
        }
    }

    @Test
    void valueThatIsNotTextIsAnErrorAndStays() {
        byte[] foreign = {(byte) 0xff, 0};
        store().put("metadata:k", foreign);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metadata.get("k"))
                .withMessageContaining("(2 bytes) is not UTF-8");
        assertThatIllegalArgumentException().isThrownBy(() -> metadata.remove("k"));
        assertThatIllegalArgumentException().isThrownBy(() -> metadata.putIfAbsent("k", "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> metadata.replace("k", "v", "w"));
        assertThat(store().get("metadata:k")).contains(foreign);
    }
}
