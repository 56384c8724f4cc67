package io.contextdb.engine.write;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of nodes, or of edges: each entity once, in the order of first touch. The map that finds them by id is made
 * when somebody asks for an id that does not lie above all others; while ids ascend, as those of new entities do, there
 * is none.
 */
final class ChangeList<T extends EntityChange> {
    private static final int ABSENT = -1;

    private final ArrayList<T> changes = new ArrayList<>();
    private final List<T> list = Collections.unmodifiableList(changes);

    /** No id lies above this, as an unsigned number; of no account while there is no change. */
    private long idHighest;

    private @Nullable Long2IntOpenHashMap placeById;

    int size() {
        return changes.size();
    }

    /** The changes by place. */
    List<T> list() {
        return list;
    }

    /** The place of an entity, counted from 0, or -1. */
    int place(long id) {
        if (changes.isEmpty() || Long.compareUnsigned(id, idHighest) > 0) {
            return ABSENT;
        }
        Long2IntOpenHashMap places = placeById;
        if (places == null) {
            places = places();
            placeById = places;
        }
        return places.get(id);
    }

    private Long2IntOpenHashMap places() {
        Long2IntOpenHashMap places = new Long2IntOpenHashMap(changes.size());
        places.defaultReturnValue(ABSENT);
        for (int place = 0; place < changes.size(); place++) {
            places.put(changes.get(place).id(), place);
        }
        return places;
    }

    /** The change of an entity, or null. */
    @Nullable
    T get(long id) {
        int place = place(id);
        return place == ABSENT ? null : changes.get(place);
    }

    /** Puts a change in the place of the entity's earlier one, which is returned, or at the end. */
    @Nullable
    T put(T change) {
        int place = place(change.id());
        if (place != ABSENT) {
            return changes.set(place, change);
        }
        idHighest = changes.isEmpty() || Long.compareUnsigned(change.id(), idHighest) > 0 ? change.id() : idHighest;
        if (placeById != null) {
            placeById.put(change.id(), changes.size());
        }
        changes.add(change);
        return null;
    }

    /** Forgets the entities that were touched after the first {@code size}. */
    void truncate(int size) {
        while (changes.size() > size) {
            T last = changes.removeLast();
            if (placeById != null) {
                placeById.remove(last.id());
            }
        }
    }
}
