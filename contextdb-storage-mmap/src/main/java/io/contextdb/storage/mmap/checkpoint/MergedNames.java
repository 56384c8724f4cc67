package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.stage.StageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one kind after an import: those of the view, then those of the stage that the view does not have. */
final class MergedNames {
    private final List<String> names = new ArrayList<>();
    private final int limit;
    /** The numbers of the stage's own names. */
    private final int[] numbers;

    private final boolean identity;

    MergedNames(StorageView view, StageReader stage, TokenKind kind) {
        for (int token = 0; token < view.tokenCount(kind); token++) {
            names.add(view.tokenName(kind, token));
        }
        Map<String, Integer> known = new HashMap<>();
        this.limit = stage.nameLimit(kind);
        this.numbers = new int[stage.names(kind).size()];
        boolean same = true;
        for (int i = 0; i < numbers.length; i++) {
            String name = stage.names(kind).get(i);
            int number = view.token(kind, name);
            numbers[i] = number >= 0 ? number : known.computeIfAbsent(name, this::add);
            same &= numbers[i] == limit + i;
        }
        this.identity = same;
    }

    private int add(String name) {
        names.add(name);
        return names.size() - 1;
    }

    /** All names by number. */
    List<String> names() {
        return names;
    }

    /** Whether all numbers of the stage stay. */
    boolean identity() {
        return identity;
    }

    /** The number of a name by its number in the stage. */
    int number(int staged) {
        return staged < limit ? staged : numbers[staged - limit];
    }

    /**
     * A sink for properties under their keys in the stage that passes them on under the merged ones, whose order may be
     * another.
     */
    PropertySink renumber(PropertySink target) {
        return identity ? target : (key, value) -> target.property(number(key), value);
    }
}
