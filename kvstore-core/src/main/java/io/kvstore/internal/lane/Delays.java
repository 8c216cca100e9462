package io.kvstore.internal.lane;

/** When a call was first held, and when it first paused. */
final class Delays {

    private static final long NEVER = 0;

    private long heldAt = NEVER; // by System.nanoTime
    private long pausedAt = NEVER;

    void hold() {
        heldAt = heldAt == NEVER ? System.nanoTime() : heldAt;
    }

    void pause() {
        pausedAt = pausedAt == NEVER ? System.nanoTime() : pausedAt;
    }

    /** The time since it was first held; 0 if it was not. */
    long heldNanos() {
        return heldAt == NEVER ? 0 : System.nanoTime() - heldAt;
    }

    /** The time since its first pause began; 0 if it had none. */
    long pausedNanos() {
        return pausedAt == NEVER ? 0 : System.nanoTime() - pausedAt;
    }
}
