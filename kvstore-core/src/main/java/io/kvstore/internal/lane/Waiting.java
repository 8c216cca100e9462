package io.kvstore.internal.lane;

import org.jspecify.annotations.Nullable;

/** The waiting calls of a lane, in order. A call can be removed in constant time. Guarded by the lane's lock. */
final class Waiting {

    private @Nullable Call<?> first;
    private @Nullable Call<?> last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Call<?> first() {
        return first;
    }

    /** Adds a call before all others. */
    void addFirst(Call<?> call) {
        call.next = first;
        if (first == null) {
            last = call;
        } else {
            first.previous = call;
        }
        first = call;
        size++;
    }

    void add(Call<?> call) {
        call.previous = last;
        if (last == null) {
            first = call;
        } else {
            last.next = call;
        }
        last = call;
        size++;
    }

    void remove(Call<?> call) {
        if (call.previous == null) {
            first = call.next;
        } else {
            call.previous.next = call.next;
        }
        if (call.next == null) {
            last = call.previous;
        } else {
            call.next.previous = call.previous;
        }
        call.previous = null;
        call.next = null;
        size--;
    }
}
