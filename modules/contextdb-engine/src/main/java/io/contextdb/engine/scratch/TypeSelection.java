package io.contextdb.engine.scratch;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import java.util.Arrays;
import java.util.Set;

/** Which edge types a query follows, as numbers of one state. Types no edge ever had are left out. */
public final class TypeSelection {
    private int[] types = new int[4];
    private String[] nameRoom = new String[4];
    private int count;

    /** A selection of nothing. */
    public TypeSelection() {}

    /** Selects the types of these names, all types when there is none. */
    public void select(StorageView view, Set<String> names) {
        count = 0;
        if (names.isEmpty()) {
            types[count++] = StorageView.ANY_TYPE;
            return;
        }
        if (types.length < names.size()) {
            types = new int[names.size()];
            nameRoom = new String[names.size()];
        }
        // The set's own iterator would be an object per query.
        String[] listed = names.toArray(nameRoom);
        for (int i = 0; i < names.size(); i++) {
            int type = view.token(TokenKind.EDGE_TYPE, listed[i]);
            if (type >= 0) {
                types[count++] = type;
            }
        }
        // A set has no order of its own, but answers must have one.
        Arrays.sort(types, 0, count);
    }

    /** How many edge lists of a node are followed: one for each type, or one for all. */
    public int count() {
        return count;
    }

    /** The number of the type at {@code position}, or {@link StorageView#ANY_TYPE}. */
    public int type(int position) {
        assert position < count;
        return types[position];
    }
}
