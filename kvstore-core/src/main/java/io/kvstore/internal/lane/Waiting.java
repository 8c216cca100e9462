package io.kvstore.internal.lane;

import org.jspecify.annotations.Nullable;

/** The calls that wait in a lane, in the order in which they came. Any may leave at once. Guarded by the lane's lock. */
final class Waiting<C extends Call<C, ?>> {

    private @Nullable C first;
    private @Nullable C last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    C first() {
        return first;
    }

    /** In front of all others. */
    void addFirst(C call) {
        call.next = first;
        if (first == null) {
            last = call;
        } else {
            first.previous = call;
        }
        first = call;
        size++;
    }

    void add(C call) {
        call.previous = last;
        if (last == null) {
            first = call;
        } else {
            last.next = call;
        }
        last = call;
        size++;
    }

    void remove(C call) {
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
