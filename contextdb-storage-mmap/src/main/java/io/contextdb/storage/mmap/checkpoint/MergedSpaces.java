package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.stage.StageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vector spaces after an import: those of the view and those of the stage. A space of the stage is one of the view
 * when that has the same name and options; it takes the place of one that has no dimension yet.
 */
final class MergedSpaces {
    private final List<VectorSpace> spaces;
    private final int spaceLimit;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int numberNext;

    MergedSpaces(MappedView view, StageReader stage) {
        this.spaces = new ArrayList<>(view.spaces());
        this.spaceLimit = stage.spaceLimit();
        this.numberNext = view.schema().spaceNumberNext();
        for (VectorSpace staged : stage.spaces()) {
            numbers.put(staged.number(), add(staged));
        }
    }

    private int add(VectorSpace staged) {
        Optional<VectorSpace> known = spaces.stream()
                .filter(space -> space.name().equals(staged.name()))
                .findFirst();
        if (known.isPresent() && known.get().options().dimension() > 0) {
            if (!known.get().options().equals(staged.options())) {
                throw ImportConflict.because(
                        "vector space " + staged.name() + " was created with other options by another writer");
            }
            return known.get().number();
        }
        known.ifPresent(spaces::remove);
        spaces.add(new VectorSpace(numberNext, staged.name(), staged.options()));
        return numberNext++;
    }

    /** All spaces by ascending number. */
    List<VectorSpace> spaces() {
        return spaces;
    }

    /** The number the next space gets. */
    int numberNext() {
        return numberNext;
    }

    /** The space of a number in the stage. */
    VectorSpace space(int staged) {
        int number = staged < spaceLimit ? staged : numbers.getOrDefault(staged, -1);
        return spaces.stream()
                .filter(space -> space.number() == number)
                .findFirst()
                .orElseThrow(
                        () -> ImportConflict.because("a vector space the load names was dropped by another writer"));
    }
}
