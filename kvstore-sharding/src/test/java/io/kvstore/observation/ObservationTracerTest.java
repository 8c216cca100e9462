package io.kvstore.observation;

import static io.micrometer.observation.tck.ObservationContextAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.Codec;
import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvNumberException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Observations of calls and statements, and the links between them. */
@ExtendWith(LeakCheck.class)
class ObservationTracerTest {

    private static final byte[] VALUE = {1};

    /** So that calls that start while a statement is running share the next one. */
    private static final LaneConfig ONE_AT_A_TIME =
            LaneConfig.defaults().withReads(1).withWrites(1).withConditionals(1);

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final SimpleTracer tracer = new SimpleTracer();
    private final Watch watch = new Watch();

    @BeforeEach
    void handle() {
        registry.observationConfig()
                .observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
                        new LinkingTracingHandler(tracer), new DefaultTracingObservationHandler(tracer)))
                .observationHandler(watch);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        await().until(watch::isAllClosed);
        assertThat(registry.getCurrentObservation()).isNull();
    }

    private KvStore open(Engine engine, int shards) {
        KvStore store = KvStore.open(engine.newStore(shards)
                .lanes(ONE_AT_A_TIME)
                .tracer(new ObservationTracer(registry))
                .build());
        watch.clear();
        return store;
    }

    /** Makes a call within an observation of its caller. */
    private <T> Observation called(Supplier<T> call) {
        Observation caller = Observation.start("caller", registry);
        caller.scoped(call);
        caller.stop();
        return caller;
    }

    private CallContext call() {
        assertThat(watch.calls).hasSize(1);
        return watch.calls.get(0);
    }

    private StatementContext statement() {
        assertThat(watch.statements).hasSize(1);
        return watch.statements.get(0);
    }

    private static SimpleSpan span(Observation.ContextView context) {
        return (SimpleSpan)
                context.<TracingObservationHandler.TracingContext>get(TracingObservationHandler.TracingContext.class)
                        .getSpan();
    }

    private void assertThatCallAndStatementAreBelow(Observation caller, String operation, String kind) {
        assertThat(call())
                .hasNameEqualTo("kvstore.call")
                .hasContextualNameEqualTo("kvstore " + operation)
                .hasLowCardinalityKeyValue("operation", operation)
                .hasLowCardinalityKeyValue("outcome", "ok")
                .hasLowCardinalityKeyValue("error", "none")
                .hasParentObservationEqualTo(caller);
        assertThat(statement())
                .hasNameEqualTo("kvstore.statement")
                .hasContextualNameEqualTo(kind + " shard-0")
                .hasLowCardinalityKeyValue("operation", kind)
                .hasLowCardinalityKeyValue("shard", "shard-0")
                .hasLowCardinalityKeyValue("outcome", "ok")
                .hasLowCardinalityKeyValue("error", "none")
                .hasParentObservationContextMatching(parent -> parent == call());
        assertThat(statement().calls()).containsExactly(call());
        SimpleSpan statement = span(statement());
        assertThat(statement.getParentId()).isEqualTo(span(call()).getSpanId());
        assertThat(statement.getTraceId())
                .isEqualTo(span(caller.getContextView()).getTraceId());
        assertThat(statement.getKind()).isEqualTo(Span.Kind.CLIENT);
        assertThat(statement.getLinks()).isEmpty();
    }

    static List<Engine> engines() {
        return Engine.available();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aBlockingCallIsBelowItsCaller(Engine engine) {
        try (KvStore store = open(engine, 1)) {
            Observation caller = called(() -> store.get("a"));
            assertThatCallAndStatementAreBelow(caller, "get", "get");
            assertThat(call()).hasLowCardinalityKeyValue("shard", "shard-0");
            assertThat(statement())
                    .hasLowCardinalityKeyValue("db.system.name", engine == Engine.H2 ? "h2database" : "mysql")
                    .doesNotHaveHighCardinalityKeyValueWithKey("db.operation.batch.size");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anAsynchronousCallIsBelowItsCaller(Engine engine) {
        try (KvStore store = open(engine, 1)) {
            List<CompletableFuture<Boolean>> closed = new ArrayList<>();
            Observation caller = called(() ->
                    closed.add(store.async().put("a", VALUE).thenApply(done -> !watch.isOpen(watch.calls.get(0)))));
            assertThat(closed.get(0).join()).as("ended before its stages run").isTrue();
            assertThatCallAndStatementAreBelow(caller, "put", "put");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aBatchIsOneCall(Engine engine) {
        try (KvStore store = open(engine, 2)) {
            Map<String, byte[]> entries = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                entries.put("key-" + i, VALUE);
            }
            Observation caller = called(() -> {
                store.putAll(entries);
                return entries;
            });
            assertThatABatchIsBelow(caller, "put_all", "put", "put_all");
            watch.clear();
            caller = called(() -> store.async().getAll(entries.keySet()).join());
            assertThatABatchIsBelow(caller, "get_all", "get", "get_all");
            watch.clear();
            caller = called(() -> store.deleteAll(entries.keySet()));
            assertThatABatchIsBelow(caller, "delete_all", "delete", "delete");
        }
    }

    private void assertThatABatchIsBelow(Observation caller, String operation, String alone, String shared) {
        assertThat(call())
                .hasLowCardinalityKeyValue("operation", operation)
                .hasLowCardinalityKeyValue("shard", "none")
                .hasParentObservationEqualTo(caller);
        assertThat(watch.statements).hasSizeGreaterThanOrEqualTo(2);
        Set<String> shards = new HashSet<>();
        int carried = 0;
        for (StatementContext statement : watch.statements) {
            assertThat(statement)
                    .hasLowCardinalityKeyValue("operation", statement.size() == 1 ? alone : shared)
                    .hasParentObservationContextMatching(parent -> parent == call());
            assertThat(statement.calls()).containsExactly(call());
            if (statement.size() > 1) {
                assertThat(statement)
                        .hasHighCardinalityKeyValue("db.operation.batch.size", Integer.toString(statement.size()));
            }
            shards.add(statement.shard());
            carried += statement.size();
        }
        assertThat(shards).containsExactlyInAnyOrder("shard-0", "shard-1");
        assertThat(carried).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aSharedStatementNamesAllItsCalls(Engine engine) throws Exception {
        try (KvStore store = open(engine, 1)) {
            watch.stall();
            List<Thread> callers = new ArrayList<>();
            Map<String, Observation> observed = new ConcurrentHashMap<>();
            callers.add(caller(store, "first", observed));
            CountDownLatch stalled = watch.awaitStalled();
            for (int i = 0; i < 64; i++) {
                callers.add(caller(store, "key-" + i, observed));
            }
            await().until(() -> callers.stream().skip(1).allMatch(ObservationTracerTest::isParked));
            stalled.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(watch.calls).hasSize(65);
            assertThat(watch.statements).hasSize(2);
            StatementContext shared = watch.statements.get(1);
            assertThat(shared)
                    .hasLowCardinalityKeyValue("operation", "put_all")
                    .hasHighCardinalityKeyValue("db.operation.batch.size", "64")
                    .doesNotHaveParentObservation();
            assertThat(shared.calls())
                    .containsExactlyInAnyOrderElementsOf(List.copyOf(watch.calls.subList(1, watch.calls.size())));
            SimpleSpan span = span(shared);
            assertThat(span.getParentId()).isNullOrEmpty();
            assertThat(span.getLinks())
                    .extracting(Link::getTraceContext)
                    .extracting("traceId")
                    .containsExactlyInAnyOrderElementsOf(observed.entrySet().stream()
                            .filter(caller -> !caller.getKey().equals("first"))
                            .map(caller -> (Object)
                                    span(caller.getValue().getContextView()).getTraceId())
                            .toList());
        }
    }

    private Thread caller(KvStore store, String key, Map<String, Observation> observed) {
        Thread caller = new Thread(() -> observed.put(key, called(() -> {
            store.put(key, VALUE);
            return key;
        })));
        caller.start();
        return caller;
    }

    private static boolean isParked(Thread caller) {
        return caller.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void viewsAreObservedToo() {
        try (KvStore store = open(Engine.H2, 1)) {
            Codec<String> text = Codec.string();
            store.as(text).put("a", "1");
            store.with(Duration.ofSeconds(5)).get("a");
            store.with(Duration.ofSeconds(5)).async().as(text).get("a").join();
            store.async(Runnable::run).increment("a", 1).join();
            store.with(Duration.ofSeconds(5)).as(text).getAll(List.of("a"));
        }
        assertThat(watch.calls)
                .extracting(each -> each.operation().name())
                .containsExactly("put", "get", "get", "increment", "get_all");
        assertThat(watch.statements).allSatisfy(each -> assertThat(each.calls()).hasSize(1));
    }

    @Test
    void statementsWithoutCallsAreBelowWhatIsCurrent() {
        try (KvStore store = open(Engine.H2, 1)) {
            Observation job = called(() -> store.reaper().reap());
            assertThat(watch.calls).isEmpty();
            assertThat(watch.statements).isNotEmpty().allSatisfy(each -> {
                assertThat(each).hasParentObservationEqualTo(job);
                assertThat(each.calls()).isEmpty();
            });
        }
    }

    @Test
    void errorsEndObservations() throws Exception {
        try (KvStore store = KvStore.open(KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:" + closedPort() + "/kv", "kv", "kv")
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofMillis(250))
                        .withConnectTimeout(Duration.ofMillis(250)))
                .tracer(new ObservationTracer(registry))
                .build())) {
            watch.clear();
            assertThatThrownBy(() -> store.get("a")).isInstanceOf(KvUnavailableException.class);
            assertThatThrownBy(() -> store.async().get("a").join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(KvUnavailableException.class);
            assertThatThrownBy(() -> store.getAll(List.of("a", "b"))).isInstanceOf(KvBatchException.class);
            assertThatThrownBy(() -> store.async().getAll(List.of("a", "b")).join())
                    .hasCauseInstanceOf(KvBatchException.class);
        }
        assertThat(watch.calls)
                .extracting(CallContext::error)
                .containsExactly(
                        "KvUnavailableException", "KvUnavailableException", "KvBatchException", "KvBatchException");
        assertThat(watch.statements)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each)
                        .hasLowCardinalityKeyValue("error", "KvUnavailableException")
                        .hasLowCardinalityKeyValue("outcome", "not_applied")
                        .hasError());
        assertThat(watch.calls)
                .allSatisfy(each -> assertThat(each)
                        .hasLowCardinalityKeyValue("outcome", "not_applied")
                        .hasError());
    }

    private static int closedPort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aCallMayFailWhereItsStatementDoesNot() {
        try (KvStore store = open(Engine.H2, 1)) {
            store.put("a", VALUE);
            watch.clear();
            assertThatThrownBy(() -> store.increment("a", 1)).isInstanceOf(KvNumberException.class);
        }
        assertThat(call()).hasLowCardinalityKeyValue("error", "KvNumberException");
        assertThat(statement()).hasLowCardinalityKeyValue("error", "none");
    }

    @Test
    void aCallMayEndBeforeItsStatement() {
        try (KvStore store = open(Engine.H2, 1)) {
            watch.stall();
            CompletableFuture<Void> put =
                    store.with(Duration.ofMillis(50)).async().put("a", VALUE);
            CountDownLatch stalled = watch.awaitStalled();
            assertThatThrownBy(put::join).hasCauseInstanceOf(KvUnavailableException.class);
            assertThat(call()).hasLowCardinalityKeyValue("outcome", "unknown");
            assertThat(watch.isOpen(call())).isFalse();
            assertThat(watch.isOpen(statement())).isTrue();
            assertThat(statement()).hasLowCardinalityKeyValue("outcome", "none");
            stalled.countDown();
            await().until(() -> !watch.isOpen(statement()));
            assertThat(statement()).hasLowCardinalityKeyValue("outcome", "ok");
        }
    }

    @Test
    void aStatementOfARejectedCallIsBelowItsCaller() {
        registry.observationConfig().observationPredicate((name, context) -> !name.equals("kvstore.call"));
        try (KvStore store = open(Engine.H2, 1)) {
            Observation caller = called(() -> store.async().get("a").join());
            assertThat(watch.calls).isEmpty();
            assertThat(statement()).hasParentObservationEqualTo(caller);
        }
    }

    @Test
    void conventionsCanBeReplaced() {
        ObservationTracer renamed = new ObservationTracer(registry)
                .with(new CallConvention() {
                    @Override
                    public String getName() {
                        return "cache.call";
                    }
                })
                .with(new StatementConvention() {
                    @Override
                    public String getContextualName(StatementContext context) {
                        return "SQL";
                    }
                });
        try (KvStore store = KvStore.open(Engine.H2.newStore(1).tracer(renamed).build())) {
            watch.clear();
            store.get("a");
        }
        assertThat(call()).hasNameEqualTo("cache.call");
        assertThat(statement()).hasNameEqualTo("kvstore.statement").hasContextualNameEqualTo("SQL");
    }

    @Test
    void aRegistryWithoutHandlersObservesNothing() {
        try (KvStore store = KvStore.open(Engine.H2
                .newStore(1)
                .tracer(new ObservationTracer(ObservationRegistry.create()))
                .build())) {
            store.put("a", VALUE);
            assertThat(store.get("a")).isPresent();
        }
    }

    @Test
    @NeedsMySql
    void aRetryIsAnEvent() {
        KvConfig config =
                Engine.MYSQL.newStore(1).tracer(new ObservationTracer(registry)).build();
        try (KvStore store = KvStore.open(config)) {
            store.put("a", VALUE);
            watch.clear();
            Engine.killOthers(config.shards().get(0));
            assertThat(store.get("a")).isPresent();
        }
        assertThat(statement()).hasLowCardinalityKeyValue("outcome", "ok");
        assertThat(watch.events).contains(KvObservation.Event.RETRY);
        assertThat(span(statement()).getEvents())
                .extracting(Map.Entry::getValue)
                .contains("kvstore.retry");
    }
}
