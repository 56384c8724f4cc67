package io.contextdb.storage.mmap.delta;

import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.base.StoredValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes on the properties of a row of the base, but for those that were set since, in whose place it shows what they
 * were set to. Takes what the base shows, by ascending key, then {@link #finish}; what it shows ascends as well.
 */
final class OverlaidProperties implements PropertySink {
    private final PropertySink target;
    /** By key the versions a view sees that were not shown yet. */
    private final TreeMap<Integer, Long> versions = new TreeMap<>();

    private int keyBefore = -1;

    /** The properties that were set to the versions of a chain which a view sees. */
    OverlaidProperties(PropertyChains chains, long head, int stamp, PropertySink target) {
        this.target = target;
        chains.forEach(head, stamp, versions::put);
    }

    @Override
    public void property(int key, StoredValue value) {
        assert key > keyBefore : key + " after " + keyBefore;
        keyBefore = key;
        while (!versions.isEmpty() && versions.firstKey() < key) {
            showFirst();
        }
        if (!versions.isEmpty() && versions.firstKey() == key) {
            showFirst();
        } else {
            target.property(key, value);
        }
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
        if (!PropertyChains.removes(version)) {
            target.property(first.getKey(), PropertyChains.stored(version));
        }
    }
}
