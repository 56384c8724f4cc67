package io.contextdb.engine.overlay;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.SpaceChange;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vector spaces as the set leaves them. New ones get numbers far above those of the view below, where no index has
 * one.
 */
final class OverlaySpaces {
    private static final int FIRST_NUMBER = 1 << 30;

    private final StorageView state;
    private final StorageView base;
    private final WriteSet set;
    private final OverlayNodes nodes;
    private final Map<Integer, OverlayRows> rows = new HashMap<>();
    /** The spaces at the revision below. */
    private List<VectorSpace> spaces;

    private long revision = -1;
    private int numberNext = FIRST_NUMBER;

    OverlaySpaces(StorageView state, StorageView base, WriteSet set, OverlayNodes nodes) {
        this.state = state;
        this.base = base;
        this.set = set;
        this.nodes = nodes;
        this.spaces = base.spaces();
    }

    List<VectorSpace> spaces() {
        if (revision != set.revision()) {
            spaces = derive();
            revision = set.revision();
        }
        return spaces;
    }

    @Nullable
    VectorSpace space(String name) {
        // Asking the view below notes that the space was looked for.
        base.space(name);
        return spaces().stream()
                .filter(space -> space.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    VectorRows rows(int number) {
        return rows.computeIfAbsent(number, this::newRows);
    }

    private OverlayRows newRows(int number) {
        VectorSpace space = spaces().stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector space has the number " + number));
        return number < FIRST_NUMBER
                ? new OverlayRows(base.rows(number), state.rows(number).count(), space, set, nodes)
                : new OverlayRows(null, 0, space, set, nodes);
    }

    private List<VectorSpace> derive() {
        List<VectorSpace> derived = new ArrayList<>(base.spaces());
        for (SpaceChange change : set.spaces()) {
            switch (change) {
                case SpaceChange.Create create -> {
                    if (find(derived, create.name()).isEmpty()) {
                        derived.add(created(create.name(), create.options()));
                    }
                }
                case SpaceChange.Drop drop ->
                    derived.removeIf(space -> space.name().equals(drop.name()));
            }
        }
        derived.replaceAll(space -> space.options().dimension() == 0 ? decided(space) : space);
        return List.copyOf(derived);
    }

    /** A space whose dimension the first vector of the set decides, as applying the set will. */
    private VectorSpace decided(VectorSpace space) {
        for (VectorChange change : set.vectors(space.name()).values()) {
            if (change instanceof VectorChange.Put(float[] vector)) {
                return created(space.name(), space.options().dimension(vector.length));
            }
        }
        return space;
    }

    /** A new space; one that was there at the last revision keeps its number and so its rows. */
    private VectorSpace created(String name, VectorIndexOptions options) {
        return find(spaces, name)
                .filter(space ->
                        space.number() >= FIRST_NUMBER && space.options().equals(options))
                .orElseGet(() -> new VectorSpace(numberNext++, name, options));
    }

    private static Optional<VectorSpace> find(List<VectorSpace> among, String name) {
        return among.stream().filter(space -> space.name().equals(name)).findFirst();
    }
}
