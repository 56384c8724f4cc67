package io.contextdb.storage.memory;

import io.contextdb.api.EdgeTypes;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.TokenKind;
import java.util.List;

/**
 * Everything a database holds after a command. Immutable.
 *
 * @param nodeOrdinals the ordinals of live nodes by id
 * @param edgeOrdinals the ordinals of live edges by id
 * @param nodeIdHighest unsigned
 * @param edgeIdHighest unsigned
 * @param spaces vector spaces by ascending number
 * @param spaceNumberNext the number of the next new space
 */
record State(
        LogPosition position,
        Tokens tokens,
        PersistentArray<NodeRow> nodes,
        PersistentLongMap nodeOrdinals,
        PersistentArray<EdgeRow> edges,
        PersistentLongMap edgeOrdinals,
        long nodeIdHighest,
        long edgeIdHighest,
        List<MemoryRows> spaces,
        int spaceNumberNext) {

    State {
        spaces = List.copyOf(spaces);
    }

    /** The empty database. */
    static State empty() {
        Tokens tokens = Tokens.NONE;
        for (String type : EdgeTypes.PREDECLARED) {
            tokens = tokens.with(TokenKind.EDGE_TYPE, type);
        }
        return new State(
                LogPosition.START,
                tokens,
                PersistentArray.empty(),
                PersistentLongMap.EMPTY,
                PersistentArray.empty(),
                PersistentLongMap.EMPTY,
                0,
                0,
                List.of(),
                0);
    }

    /** The rows of the space of this number. */
    MemoryRows rows(int number) {
        return spaces.get(MemoryRows.position(spaces, number));
    }

    long vectorCount() {
        return spaces.stream().mapToLong(MemoryRows::liveCount).sum();
    }
}
