package io.kvstore.examples.bench;

import static io.github.bucket4j.distributed.ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.mysql.Bucket4jMySQL;
import io.kvstore.KvStore;
import io.kvstore.adapter.bucket4j.KvStoreProxyManager;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Takes a token of one of 10,000 buckets, chosen at random. All buckets are there before. Each has enough tokens. The other
 * side is Bucket4j's own provider for MySQL, which locks the row of a
 * bucket, with its default key, a number.
 */
final class Buckets implements Duel.Side {

    private static final int BUCKETS = 10_000;

    private static final BucketConfiguration PLENTY = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000, Duration.ofHours(1)))
            .build();

    private final ProxyManager<Long> buckets;

    private Buckets(ProxyManager<Long> buckets) {
        this.buckets = buckets;
    }

    static Buckets ofKvstore(KvStore store) {
        return new Buckets(KvStoreProxyManager.builder(store)
                .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(Duration.ofDays(1)))
                .build()
                .withMapper((Long id) -> Long.toString(id)));
    }

    static Buckets ofMySql(DataSource source) {
        return new Buckets(Bucket4jMySQL.selectForUpdateBasedBuilder(source)
                .table(PeerTables.BUCKETS)
                .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(Duration.ofDays(1)))
                .build());
    }

    @Override
    public void prepare() {
        IntStream.range(0, BUCKETS).parallel().forEach(this::take);
    }

    @Override
    public void call(int caller, int callers, long turn) {
        take(ThreadLocalRandom.current().nextInt(BUCKETS));
    }

    private void take(long id) {
        if (!buckets.getProxy(id, () -> PLENTY).tryConsume(1)) {
            throw new BenchException("bucket " + id + " is empty");
        }
    }
}
