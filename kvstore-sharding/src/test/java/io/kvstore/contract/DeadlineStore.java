package io.kvstore.contract;

import io.kvstore.KvStore;
import io.kvstore.KvView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A store with a deadline on every call. */
final class DeadlineStore {

    private DeadlineStore() {}

    static KvStore of(KvStore store) {
        KvView view = store.with(Duration.ofMinutes(1));
        return (KvStore) Proxy.newProxyInstance(
                KvStore.class.getClassLoader(), new Class<?>[] {KvStore.class}, (p, method, args) -> {
                    try {
                        return method.invoke(method.getDeclaringClass().isInstance(view) ? view : store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
