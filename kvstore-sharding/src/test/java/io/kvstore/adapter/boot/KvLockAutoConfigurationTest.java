package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.adapter.shedlock.KvStoreLockProvider;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The locks of ShedLock in an application of Boot. */
@ExtendWith(LeakCheck.class)
class KvLockAutoConfigurationTest {

    private static ApplicationContextRunner application() {
        return Contexts.oneShard().withConfiguration(AutoConfigurations.of(KvLockAutoConfiguration.class));
    }

    @Test
    void locksAreInTheStore() {
        application().run(context -> {
            LockProvider locks = context.getBean(LockProvider.class);
            LockConfiguration task = new LockConfiguration(Instant.now(), "task", Duration.ofMinutes(1), Duration.ZERO);
            assertThat(locks.lock(task)).isPresent();
            assertThat(locks.lock(task)).isEmpty();
        });
    }

    @Test
    void leavesTheProviderOfTheApplicationAlone() {
        application()
                .withBean("mine", LockProvider.class, () -> task -> Optional.empty())
                .run(context -> assertThat(context).doesNotHaveBean(KvStoreLockProvider.class));
    }

    @Test
    void needsShedLock() {
        application()
                .withClassLoader(new FilteredClassLoader("net.javacrumbs.shedlock"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("kvLockProvider"));
    }
}
