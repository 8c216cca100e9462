package io.kvstore.examples.bench;

import io.kvstore.KvStore;
import io.kvstore.adapter.shedlock.KvStoreLockProvider;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Locks and unlocks 64 names in turn. 64 callers each have a name of their own. The other side is ShedLock's <a
 * href="https://github.com/lukas-krecan/ShedLock#jdbctemplate">JdbcTemplate provider</a> with the database's time, as its
 * manual recommends.
 */
final class LockCycles implements Duel.Side {

    private static final int NAMES = 64;

    private final LockProvider locks;

    private LockCycles(LockProvider locks) {
        this.locks = locks;
    }

    static LockCycles ofKvstore(KvStore store) {
        return new LockCycles(new KvStoreLockProvider(store));
    }

    static LockCycles ofJdbc(DataSource source) {
        return new LockCycles(new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(new JdbcTemplate(source))
                .withTableName(PeerTables.LOCKS)
                .usingDbTime()
                .build()));
    }

    @Override
    public void call(int caller, int callers, long turn) {
        String name = "name-" + (caller + turn * callers) % NAMES;
        locks.lock(new LockConfiguration(Instant.now(), name, Duration.ofMinutes(1), Duration.ZERO))
                .orElseThrow(() -> new BenchException("the lock '" + name + "' is held"))
                .unlock();
    }
}
