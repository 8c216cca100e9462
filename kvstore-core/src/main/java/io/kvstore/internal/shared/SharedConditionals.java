package io.kvstore.internal.shared;

import io.kvstore.internal.execution.ManyKeys;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Conditional;
import io.kvstore.internal.sql.Changed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Conditional writes of several callers, of one kind, in one round trip, each of whom learns what became of its own.
 * Thread-safe.
 */
public final class SharedConditionals {

    private final ManyKeys manyKeys;
    private final ValueSizes sizes;
    private final Packet packet;

    public SharedConditionals(ManyKeys manyKeys, ValueSizes sizes, Packet packet) {
        this.manyKeys = manyKeys;
        this.sizes = sizes;
        this.packet = packet;
    }

    /** Returns those that are to be done alone, in their order. */
    public List<Call<?>> run(List<Call<?>> calls) {
        Map<byte[], OneKey> keys = new TreeMap<>(Arrays::compareUnsigned);
        for (Call<?> call : calls) {
            OneKey known = keys.get(call.key());
            if (known == null) {
                keys.put(call.key(), new OneKey(call));
            } else {
                known.add(call);
            }
        }
        List<Conditional<?>> writes = new ArrayList<>(keys.size());
        keys.values().forEach(key -> writes.add(key.write));
        int most = Math.min(sizes.share(writes.size()), packet.result());
        Map<byte[], Changed> changed = manyKeys.together(writes, calls, most);
        sizes.saw(changed.values().stream().mapToInt(Changed::size));
        List<Call<?>> alone = new ArrayList<>(0);
        keys.forEach((key, of) -> of.end(changed.get(key), alone));
        return alone;
    }
}
