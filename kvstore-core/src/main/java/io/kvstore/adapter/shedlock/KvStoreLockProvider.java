package io.kvstore.adapter.shedlock;

import static java.util.Objects.requireNonNull;

import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.adapter.KeyPrefix;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import net.javacrumbs.shedlock.core.ExtensibleLockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks of ShedLock in a store. A lock is a key with a time-to-live: {@code lock:}, then the name of the lock. Its value is a
 * random text with the name of the host, so {@code get} shows who holds it.
 *
 * <pre>{@code
 * KvStoreLockProvider locks = new KvStoreLockProvider(store);
 * LockConfiguration report =
 *         new LockConfiguration(Instant.now(), "report", Duration.ofMinutes(10), Duration.ofSeconds(30));
 * Runnable task = () -> sendReport(locks.fencingToken("report").orElseThrow());
 * new DefaultLockingTaskExecutor(locks).executeWithLock(task, report);
 * }</pre>
 *
 * <p><b>Time.</b> The database's clock decides, by {@code lockAtMostFor}, which counts from the moment of the write. The clocks
 * of the hosts do not matter. {@code lockAtMostFor} is 1 ms to {@link io.kvstore.Ttl#MAX}; fractions of a millisecond are
 * dropped. {@code lockAtLeastFor} is measured by the monotonic clock of the process. It may last longer by as much as the call
 * that acquired the lock took, never shorter.
 *
 * <p><b>Round trips.</b> One to acquire, one to release, one to extend.
 *
 * <p><b>Errors.</b> {@link #lock} refuses the lock if the store fails: it returns empty, as if somebody else held the lock, and
 * logs the cause as a warning. So a scheduled task is skipped, and its next run tries again; a task must not run because nobody
 * could say that it may. (Some other providers throw instead. That also skips the task, but ends a schedule that
 * does not expect exceptions.) If it is unknown whether the lock was acquired, the provider reads the key back. If that does not
 * show that this call holds the lock, it is refused. In that case a row may remain that nobody holds; it expires
 * after {@code lockAtMostFor}. A closed store throws {@link IllegalStateException}.
 *
 * <p>{@code unlock} and {@code extend} throw {@link net.javacrumbs.shedlock.support.LockException} if the store fails. The lock
 * is then still valid: call again, or let it expire. An unknown outcome is settled by reading the key back. {@code extend}
 * returns empty if the lock was lost. {@code unlock} of a lost lock changes nothing and logs a warning.
 *
 * <p>A value under the key that is not a lock counts as held by somebody else. It is never overwritten.
 *
 * <p>Thread-safe. Each lock may be used by one thread at a time.
 */
@SuppressWarnings("exports") // ShedLock is optional, and a module that uses this class requires it itself
public final class KvStoreLockProvider implements ExtensibleLockProvider {

    private static final Logger LOG = LoggerFactory.getLogger(KvStoreLockProvider.class);

    private final KvOperations<byte[]> store;
    private final KeyPrefix keys;
    private final FencingTokens tokens = new FencingTokens();

    /**
     * Locks under the prefix {@code lock:}.
     *
     * @param store a store, or a view of it, such as one with a deadline for each call
     */
    public KvStoreLockProvider(KvOperations<byte[]> store) {
        this(store, "lock:");
    }

    /**
     * Locks under a prefix of your choice.
     *
     * @param store a store, or a view of it, such as one with a deadline for each call
     * @param prefix comes before each name; may be empty. Prefix and name together have at most 255 bytes of UTF-8
     */
    public KvStoreLockProvider(KvOperations<byte[]> store, String prefix) {
        this.store = requireNonNull(store, "store");
        this.keys = new KeyPrefix(prefix, "lock name");
    }

    /**
     * Acquires a lock, or does not. It does not wait.
     *
     * @param configuration the name of the lock and its times
     * @return a {@link FencedLock}; empty if somebody else holds the lock, or the store failed
     * @throws IllegalArgumentException if the name is too long for a key, or {@code lockAtMostFor} is out of range
     */
    @Override
    public Optional<SimpleLock> lock(LockConfiguration configuration) {
        String name = configuration.getName();
        LockKey key = new LockKey(store, keys.key(name));
        Duration atMost = KvStoreLock.lockAtMostFor(configuration);
        try {
            OptionalLong version = key.acquire(atMost);
            if (version.isEmpty()) {
                return Optional.empty();
            }
            long token = version.getAsLong();
            tokens.hold(name, token);
            return Optional.of(new KvStoreLock(configuration, key, token, token, tokens));
        } catch (KvException e) {
            LOG.warn("lock '{}' is refused, because the store failed ({})", name, e.outcome(), e);
            return Optional.empty();
        }
    }

    /**
     * The fencing token of a lock that the calling thread acquired from this provider and did not release. It is for tasks that
     * ShedLock runs, such as {@code @SchedulerLock} methods, which never see their lock: ShedLock acquires it on the thread that
     * then runs the task.
     *
     * @param lockName the name of the lock, without the prefix
     * @return the {@link FencedLock#fencingToken()}; empty if this thread acquired no such lock
     */
    public OptionalLong fencingToken(String lockName) {
        return tokens.held(requireNonNull(lockName, "lockName"));
    }
}
