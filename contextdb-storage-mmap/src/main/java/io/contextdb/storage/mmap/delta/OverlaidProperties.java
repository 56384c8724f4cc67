package io.contextdb.storage.mmap.delta;

import io.contextdb.memory.ByteEncoder;
import io.contextdb.storage.mmap.base.PropertySink;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the properties of a row of the base, but for those that were set since, in whose place it shows what they were set to. Takes what the base
 * shows, then {@link #finish}.
 */
final class OverlaidProperties implements PropertySink {
    private final PropertySink target;
    /** By key the versions a view sees that were not shown yet. */
    private final TreeMap<Integer, Long> versions = new TreeMap<>();

    /** The properties that were set to the versions of a chain which a view sees. */
    OverlaidProperties(PropertyChains chains, long head, int stamp, PropertySink target) {
        this.target = target;
        chains.forEach(head, stamp, versions::put);
    }

    @Override
    public @Nullable ByteEncoder begin(int key) {
        while (!versions.isEmpty() && versions.firstKey() < key) {
            showFirst();
        }
        if (!versions.isEmpty() && versions.firstKey() == key) {
            showFirst();
            return null;
        }
        return target.begin(key);
    }

    @Override
    public void end() {
        target.end();
    }

    /** Shows what was set and not in the base. */
    void finish() {
        while (!versions.isEmpty()) {
            showFirst();
        }
    }

    private void showFirst() {
        Map.Entry<Integer, Long> first = versions.pollFirstEntry();
        long version = first.getValue();
        ByteEncoder value = PropertyChains.removes(version) ? null : target.begin(first.getKey());
        if (value != null) {
            PropertyChains.copyValue(version, value);
            target.end();
        }
    }
}
