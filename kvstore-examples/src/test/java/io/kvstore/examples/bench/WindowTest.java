package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void opensWhenTheLastCallerIsThere() {
        Window window = new Window(2, new Span(Duration.ZERO, Duration.ofMinutes(1)));

        window.enter();
        assertThat(window.measures(System.nanoTime())).isFalse();
        assertThat(window.isOver(System.nanoTime() + 2 * MINUTE)).isFalse();

        window.enter();
        assertThat(window.measures(System.nanoTime())).isTrue();
        assertThat(window.isOver(System.nanoTime() + 2 * MINUTE)).isTrue();
    }

    @Test
    void countsCallsThatStartAfterTheLeadInAndBeforeTheEnd() {
        Window window = new Window(1, new Span(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        window.enter();
        long now = System.nanoTime();

        assertThat(window.measures(now)).isFalse();
        assertThat(window.measures(now + MINUTE)).isTrue();
        assertThat(window.measures(now + 2 * MINUTE)).isFalse();
    }

    @Test
    void anAbortStopsAllCallersEvenBeforeTheStart() {
        Window window = new Window(2, new Span(Duration.ZERO, Duration.ofMinutes(1)));

        window.abort();

        assertThat(window.isOver(System.nanoTime())).isTrue();
    }
}
