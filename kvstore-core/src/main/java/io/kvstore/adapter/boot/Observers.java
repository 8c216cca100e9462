package io.kvstore.adapter.boot;

import io.kvstore.KvObserver;
import java.util.List;

/** Several observers as one. */
final class Observers {

    private Observers() {}

    static KvObserver of(List<KvObserver> observers) {
        return switch (observers.size()) {
            case 0 -> KvObserver.NONE;
            case 1 -> observers.get(0);
            default -> call -> observers.forEach(each -> each.onCall(call));
        };
    }
}
