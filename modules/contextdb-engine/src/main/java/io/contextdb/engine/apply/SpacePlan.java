package io.contextdb.engine.apply;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.Refusals;
import io.contextdb.engine.write.SpaceChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The vector spaces as a write set leaves them, and what must be done to get there. */
final class SpacePlan {
    /** A space during a write set. */
    static final class Slot {
        private final String name;
        private VectorIndexOptions options;
        private int numberBefore;
        private int number;

        private Slot(String name, VectorIndexOptions options, int numberBefore) {
            this.name = name;
            this.options = options;
            this.numberBefore = numberBefore;
            this.number = numberBefore;
        }

        String name() {
            return name;
        }

        VectorIndexOptions options() {
            return options;
        }

        /** Its number before the plan, or -1 when the plan creates it. */
        int numberBefore() {
            return numberBefore;
        }

        /** Its number once the plan has been carried out. */
        int number() {
            assert number >= 0 : "space " + name + " was not created yet";
            return number;
        }
    }

    private final StorageView view;
    /** The spaces looked at so far; null for those that do not exist, or no longer. Never iterated. */
    private final Map<String, @Nullable Slot> slots = new HashMap<>();

    private final List<Integer> drops = new ArrayList<>();
    private final List<Slot> creations = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    SpacePlan(StorageView view) {
        this.view = view;
    }

    /** The space of this name as far as the plan goes, or null. */
    @Nullable
    Slot slot(String name) {
        if (slots.containsKey(name)) {
            return slots.get(name);
        }
        VectorSpace space = view.space(name);
        Slot slot = space == null ? null : new Slot(name, space.options(), space.number());
        slots.put(name, slot);
        return slot;
    }

    /** A space that the check has found. */
    Slot known(String name) {
        return Objects.requireNonNull(slot(name), name);
    }

    void plan(SpaceChange change) {
        Slot present = slot(change.name());
        switch (change) {
            case SpaceChange.Create create -> {
                if (present == null) {
                    create(change.name(), create.options());
                } else if (!create.ifAbsent() && !Refusals.sameIndex(present.options, create.options())) {
                    throw Refusals.indexExists(change.name(), present.options);
                }
            }
            case SpaceChange.Drop drop -> {
                if (present == null) {
                    throw Refusals.indexNotFound(change.name());
                }
                drop(present);
                dropped.add(change.name());
                slots.put(change.name(), null);
            }
        }
    }

    /**
     * The first vector of a space decides its dimension; the space is then created anew, which it can be, being empty.
     */
    void decideDimension(Slot slot, int dimension) {
        assert slot.options.dimension() == 0;
        slot.options = slot.options.dimension(dimension);
        if (slot.numberBefore >= 0) {
            drop(slot);
            slot.numberBefore = -1;
            slot.number = -1;
            creations.add(slot);
        }
    }

    /** Whether vectors may be lost by this plan. */
    boolean dropsSpaces() {
        return !dropped.isEmpty();
    }

    /** The spaces that are created. */
    List<Slot> created() {
        return Collections.unmodifiableList(creations);
    }

    void carryOut(StorageWriter writer) {
        drops.forEach(writer::dropSpace);
        for (Slot slot : creations) {
            slot.number = writer.createSpace(slot.name, slot.options);
        }
    }

    private void create(String name, VectorIndexOptions options) {
        Slot slot = new Slot(name, options, -1);
        slots.put(name, slot);
        creations.add(slot);
    }

    private void drop(Slot slot) {
        if (slot.numberBefore >= 0) {
            drops.add(slot.numberBefore);
        } else {
            creations.remove(slot);
        }
    }
}
