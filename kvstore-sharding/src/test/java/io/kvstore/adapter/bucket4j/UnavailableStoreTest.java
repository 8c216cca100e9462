package io.kvstore.adapter.bucket4j;

import static io.kvstore.adapter.bucket4j.BucketContract.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.RecoveryStrategy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.adapter.Faults;
import io.kvstore.adapter.Faults.Fault;
import io.kvstore.engines.Engine;
import io.kvstore.engines.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rate limits while the store fails. */
class UnavailableStoreTest extends AdapterContract {

    private static final Duration SOON = Duration.ofMillis(1);

    private KvStore down;

    UnavailableStoreTest() {
        super(Engine.MARIADB);
    }

    @BeforeAll
    void openOneThatIsDown() {
        down = KvStore.open(KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:1/none", "nobody", "")
                .build());
    }

    @AfterAll
    void closeIt() {
        down.close();
    }

    private KvStoreProxyManager manager(OnUnavailable policy) {
        return KvStoreProxyManager.builder(down).onUnavailable(policy).build();
    }

    private BucketProxy bucket(OnUnavailable policy) {
        return manager(policy).getProxy("user:42", () -> TEN);
    }

    private AsyncBucketProxy asyncBucket(OnUnavailable policy) {
        return manager(policy).asAsync().getProxy("user:42", () -> CompletableFuture.completedFuture(TEN));
    }

    @Test
    void openLimiterAnswersAsAFullBucket() throws Exception {
        BucketProxy bucket = bucket(OnUnavailable.OPEN);
        for (int i = 0; i < 20; i++) {
            assertThat(bucket.tryConsume(1)).isTrue();
        }
        assertThat(bucket.tryConsume(11)).as("more than it can hold").isFalse();
        assertThat(bucket.tryConsumeAndReturnRemaining(3).getRemainingTokens()).isEqualTo(7);
        assertThat(bucket.tryConsumeAsMuchAsPossible()).isEqualTo(10);
        assertThat(bucket.tryConsumeAsMuchAsPossible(4)).isEqualTo(4);
        assertThat(bucket.estimateAbilityToConsume(1).canBeConsumed()).isTrue();
        assertThat(bucket.asVerbose().tryConsume(1).getValue()).isTrue();
        assertThat(bucket.asBlocking().tryConsume(1, SOON)).isTrue();
        bucket.asBlocking().consume(1);
        AsyncBucketProxy async = asyncBucket(OnUnavailable.OPEN);
        assertThat(async.tryConsume(1).join()).isTrue();
        assertThat(async.asVerbose().tryConsume(11).join().getValue()).isFalse();
    }

    @Test
    void closedLimiterAnswersAsAnEmptyBucket() throws Exception {
        BucketProxy bucket = bucket(OnUnavailable.CLOSED);
        assertThat(bucket.tryConsume(1)).isFalse();
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        assertThat(probe.isConsumed()).isFalse();
        assertThat(probe.getRemainingTokens()).isZero();
        assertThat(Duration.ofNanos(probe.getNanosToWaitForRefill())).isEqualTo(Duration.ofHours(1));
        assertThat(bucket.tryConsumeAsMuchAsPossible()).isZero();
        assertThat(bucket.estimateAbilityToConsume(1).canBeConsumed()).isFalse();
        assertThat(bucket.asVerbose().tryConsume(1).getValue()).isFalse();
        assertThat(bucket.asBlocking().tryConsume(1, Duration.ofDays(1)))
                .as("nobody waits for a token that nobody counts")
                .isFalse();
        AsyncBucketProxy async = asyncBucket(OnUnavailable.CLOSED);
        assertThat(async.tryConsume(1).join()).isFalse();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            assertThat(async.asScheduler()
                            .tryConsume(1, Duration.ofDays(1), scheduler)
                            .join())
                    .isFalse();
        } finally {
            scheduler.shutdownNow();
        }
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(() -> bucket.asBlocking().consumeUninterruptibly(1));
    }

    @Test
    void throwingLimiterShowsTheErrorOfTheStore() {
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(() -> bucket(OnUnavailable.THROW).tryConsume(1))
                .withMessageContaining("down");
        assertThatThrownBy(() -> asyncBucket(OnUnavailable.THROW).tryConsume(1).join())
                .hasCauseInstanceOf(KvUnavailableException.class);
        assertThatExceptionOfType(KvUnavailableException.class)
                .as("the default")
                .isThrownBy(() -> KvStoreProxyManager.builder(down)
                        .build()
                        .getProxy("k", () -> TEN)
                        .tryConsume(1));
    }

    @ParameterizedTest
    @EnumSource(OnUnavailable.class)
    void callsThatDoNotAskForTokensShowTheErrorInAnyCase(OnUnavailable policy) {
        BucketProxy bucket = bucket(policy);
        List<Consumer<Bucket>> calls = List.of(
                any -> any.addTokens(1),
                any -> any.forceAddTokens(1),
                Bucket::reset,
                any -> any.consumeIgnoringRateLimits(1),
                Bucket::getAvailableTokens);
        for (Consumer<Bucket> call : calls) {
            assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(() -> call.accept(bucket));
        }
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(() -> manager(policy).removeProxy("user:42"));
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(() -> manager(policy).getProxyConfiguration("user:42"));
    }

    @Test
    void policyHoldsForBucketsWithAVersionAndThoseThatMustNotBeCreatedAgain() {
        BucketProxy versioned = manager(OnUnavailable.CLOSED)
                .builder()
                .withImplicitConfigurationReplacement(1, TokensInheritanceStrategy.AS_IS)
                .build("user:42", () -> TEN);
        assertThat(versioned.tryConsume(1)).isFalse();
        BucketProxy strict = manager(OnUnavailable.OPEN)
                .builder()
                .withRecoveryStrategy(RecoveryStrategy.THROW_BUCKET_NOT_FOUND_EXCEPTION)
                .build("user:42", () -> TEN);
        assertThat(strict.tryConsume(1)).isTrue();
        assertThat(strict.tryConsume(1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "CLOSED"})
    void policyHoldsForCallsThatShareARequest(OnUnavailable policy) throws Exception {
        BucketProxy bucket = manager(policy)
                .builder()
                .withOptimization(Optimizations.batching())
                .build("user:42", () -> TEN);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> permits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                permits.add(callers.submit(() -> bucket.tryConsume(1)));
            }
            for (Future<Boolean> permit : permits) {
                assertThat(permit.get()).isEqualTo(policy == OnUnavailable.OPEN);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void copyOfABucketIsNotMadeUp() {
        BucketProxy bucket = manager(OnUnavailable.OPEN)
                .builder()
                .withOptimization(Optimizations.delaying(new DelayParameters(5, Duration.ofSeconds(1))))
                .build("user:42", () -> TEN);
        assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(() -> bucket.tryConsume(1));
    }

    @Test
    void writeWhoseAnswerWasLostIsAnErrorAndIsCountedOnce() {
        Faults faults = new Faults(store());
        for (OnUnavailable policy : OnUnavailable.values()) {
            BucketProxy bucket = KvStoreProxyManager.builder(faults.view())
                    .onUnavailable(policy)
                    .build()
                    .getProxy("of " + policy, () -> TEN);
            assertThat(bucket.tryConsume(1)).isTrue();
            faults.next(Fault.NONE, Fault.ANSWER_LOST, Fault.REFUSED);
            switch (policy) {
                case OPEN -> assertThat(bucket.tryConsume(1)).isTrue();
                case CLOSED -> assertThat(bucket.tryConsume(1)).isFalse();
                case THROW ->
                    assertThat(catchThrowableOfType(KvUnavailableException.class, () -> bucket.tryConsume(1))
                                    .outcome())
                            .isEqualTo(Outcome.UNKNOWN);
            }
            faults.next();
            assertThat(bucket.getAvailableTokens()).isEqualTo(8);
        }
    }

    @Test
    void requestTimeoutIsADeadlineOfTheStore() throws Exception {
        KvStoreProxyManager.Builder patient = KvStoreProxyManager.builder(store());
        KvStoreProxyManager.Builder hasty = KvStoreProxyManager.builder(store()).requestTimeout(Duration.ofMillis(200));
        KvStoreProxyManager.Builder closed = KvStoreProxyManager.builder(store())
                .requestTimeout(Duration.ofMillis(200))
                .onUnavailable(OnUnavailable.CLOSED);
        assertThat(patient.build().getProxy("user:42", () -> TEN).tryConsume(1)).isTrue();
        assertThat(hasty.build().getProxy("user:42", () -> TEN).tryConsume(1)).isTrue();
        ShardConfig shard = config().shards().stream()
                .filter(any -> any.name()
                        .equals(store().admin().locate("bucket:user:42").shard()))
                .findFirst()
                .orElseThrow();
        try (Stall stall = Stall.writes(shard)) {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(
                            () -> hasty.build().getProxy("user:42", () -> TEN).tryConsume(1))
                    .withMessageContaining("PT0.")
                    .withCauseInstanceOf(KvUnavailableException.class);
            stall.awaitStatements(1);
            assertThatThrownBy(() -> hasty.build()
                            .asAsync()
                            .getProxy("user:42", () -> CompletableFuture.completedFuture(TEN))
                            .tryConsume(1)
                            .join())
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThat(closed.build().getProxy("user:42", () -> TEN).tryConsume(1))
                    .isFalse();
        }
    }
}
