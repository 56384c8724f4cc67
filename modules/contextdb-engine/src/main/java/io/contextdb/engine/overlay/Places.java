package io.contextdb.engine.overlay;

import io.contextdb.engine.write.WriteSet;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;

/** Where in a write set the change of an entity stands. Learns what the set has taken in since it was last asked. */
final class Places {
    private final WriteSet set;
    private final IntSupplier count;
    private final IntToLongFunction idAt;
    private final Long2IntOpenHashMap placeOf = new Long2IntOpenHashMap();
    private long rollbacks;

    Places(WriteSet set, IntSupplier count, IntToLongFunction idAt) {
        this.set = set;
        this.count = count;
        this.idAt = idAt;
    }

    /** The place of an entity that the set changes. */
    int place(long id) {
        catchUp();
        assert placeOf.containsKey(id) : id + " is not changed";
        return placeOf.get(id);
    }

    private void catchUp() {
        if (rollbacks != set.rollbacks()) {
            placeOf.clear();
            rollbacks = set.rollbacks();
        }
        for (int place = placeOf.size(); place < count.getAsInt(); place++) {
            placeOf.put(idAt.applyAsLong(place), place);
        }
    }
}
