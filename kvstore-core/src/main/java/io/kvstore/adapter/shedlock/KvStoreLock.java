package io.kvstore.adapter.shedlock;

import io.kvstore.KvException;
import io.kvstore.Ttl;
import io.kvstore.adapter.TimeToLive;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock that this process holds. For one thread at a time. */
final class KvStoreLock extends AbstractSimpleLock implements FencedLock {

    private static final Logger LOG = LoggerFactory.getLogger(KvStoreLock.class);

    private final LockKey key;
    private final long version;
    private final long fencingToken;
    private final FencingTokens tokens;

    /** After the call that acquired or extended the lock, so that the lock is never held for less than lockAtLeastFor. */
    private final long since = System.nanoTime();

    KvStoreLock(LockConfiguration configuration, LockKey key, long version, long fencingToken, FencingTokens tokens) {
        super(configuration);
        this.key = key;
        this.version = version;
        this.fencingToken = fencingToken;
        this.tokens = tokens;
    }

    static Duration lockAtMostFor(LockConfiguration configuration) {
        Duration atMost = configuration.getLockAtMostFor();
        if (!TimeToLive.isInRange(atMost)) {
            throw new IllegalArgumentException("lockAtMostFor of the lock '" + configuration.getName() + "' is "
                    + atMost + ": it must be " + TimeToLive.MIN + " to " + Ttl.MAX);
        }
        return atMost;
    }

    @Override
    public long fencingToken() {
        return fencingToken;
    }

    @Override
    protected void doUnlock() {
        Duration left = lockAtLeastFor();
        try {
            boolean held = left.isZero() ? key.release(version) : key.releaseAfter(version, left);
            if (!held) {
                LOG.warn(
                        "lock '{}' was lost before it was released: the task ran longer than lockAtMostFor ({})",
                        lockConfiguration.getName(),
                        lockConfiguration.getLockAtMostFor());
            }
        } catch (KvException e) {
            throw new LockException(
                    "lock '" + lockConfiguration.getName()
                            + "' may not be released: it ends by itself after lockAtMostFor ("
                            + lockConfiguration.getLockAtMostFor() + ")",
                    e);
        } finally {
            tokens.drop(lockConfiguration.getName(), fencingToken);
        }
    }

    @Override
    protected Optional<SimpleLock> doExtend(LockConfiguration extended) {
        Duration atMost = lockAtMostFor(extended);
        try {
            OptionalLong newVersion = key.extend(version, atMost);
            return newVersion.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KvStoreLock(extended, key, newVersion.getAsLong(), fencingToken, tokens));
        } catch (KvException e) {
            throw new LockException("lock '" + extended.getName() + "' may not be extended", e);
        }
    }

    /** What is left of it, rounded up to a whole millisecond; zero if nothing is. */
    private Duration lockAtLeastFor() {
        Duration left = lockConfiguration.getLockAtLeastFor().minusNanos(System.nanoTime() - since);
        return left.isNegative() || left.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(left.plusNanos(999_999).toMillis());
    }
}
