package io.contextdb.index.hnsw;

import io.contextdb.memory.NativeMemory;

/**
 * The links among the first {@code rows} rows. A link is an <em>id</em>: at level 0 a row, above it a tower. Lists end
 * with {@link #END} or when they are full.
 *
 * @param rows the number of rows
 * @param towerCount the number of towers
 * @param upperCount the number of lists above level 0
 * @param entryTower where searches start; -1 when there is no tower, then they start at row 0
 * @param entryLevel the level of the entry tower, the highest there is; 0 without a tower
 * @param parameters the parameters it was built with
 * @param base level 0: for each row its links, with {@link #TREE} set in those of the {@link SpanningTree}
 * @param towers for each tower {@link #TOWER_INTS} numbers: its row, and the list of its level 1 in {@code upper}
 * @param upper the links of each tower for each of its levels, from level 1 on
 */
record Graph(
        int rows,
        int towerCount,
        int upperCount,
        int entryTower,
        int entryLevel,
        HnswParameters parameters,
        Lists base,
        Lists towers,
        Lists upper) {
    /** What follows the last link of a list that is not full. */
    static final int END = -1;

    /** The bit of links that must stay. */
    static final int TREE = Integer.MIN_VALUE;

    /** The bits of a link's id. */
    static final int ID = Integer.MAX_VALUE;

    /** Numbers for each tower. */
    static final int TOWER_INTS = 2;

    /** The row of an id. */
    int row(int level, int id) {
        return level == 0 ? id : NativeMemory.getInt(towers.address(id));
    }

    /** The number of an id's list, within {@code base} or {@code upper}. */
    int list(int level, int id) {
        return level == 0 ? id : NativeMemory.getInt(towers.address(id) + Integer.BYTES) + level - 1;
    }

    /** Where an id's links are. */
    long links(int level, int id) {
        return level == 0 ? base.address(id) : upper.address(list(level, id));
    }

    /** The most links a list has. */
    int capacity(int level) {
        return level == 0 ? parameters.linksAtBase() : parameters.m();
    }
}
