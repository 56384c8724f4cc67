package io.contextdb.index.hnsw;

import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.util.Optional;

/** The graph that is being built. For the builder's thread alone. */
final class GraphStore {
    private final HnswParameters parameters;
    private final ListStore base;
    private final ListStore towers;
    private final ListStore upper;
    private int rows;
    private int entryTower = -1;
    private int entryLevel;

    /** The slots a publication left. */
    record Retired(IntStack base, IntStack upper) {}

    GraphStore(Arena arena, HnswParameters parameters, Optional<HnswFile> opened) {
        this.parameters = parameters;
        if (opened.isEmpty()) {
            base = new ListStore(arena, parameters.linksAtBase(), null, 0, 0);
            towers = new ListStore(arena, Graph.TOWER_INTS, null, 0, 0);
            upper = new ListStore(arena, parameters.m(), null, 0, 0);
        } else {
            HnswFile file = opened.get();
            rows = file.rows();
            entryTower = file.entryTower();
            entryLevel = file.entryLevel();
            base = new ListStore(arena, parameters.linksAtBase(), file.bytes(), file.baseAddress(), rows);
            towers = new ListStore(arena, Graph.TOWER_INTS, file.bytes(), file.towersAddress(), file.towers());
            upper = new ListStore(arena, parameters.m(), file.bytes(), file.upperAddress(), file.upperLists());
        }
    }

    /** The graph as it is now, good until lists are added or owned. */
    Graph graph() {
        return graph(base.lists(), towers.lists(), upper.lists());
    }

    /** The graph as it is now, for readers. */
    Graph publish() {
        return graph(base.publish(), towers.publish(), upper.publish());
    }

    private Graph graph(Lists baseLists, Lists towerLists, Lists upperLists) {
        return new Graph(
                rows,
                towers.size(),
                upper.size(),
                entryTower,
                entryLevel,
                parameters,
                baseLists,
                towerLists,
                upperLists);
    }

    /** The number of rows linked. */
    int rows() {
        return rows;
    }

    /** The number of towers. */
    int towers() {
        return towers.size();
    }

    /** The number of lists above level 0. */
    int upperLists() {
        return upper.size();
    }

    /** Adds the empty lists of the next row, and its tower when its level is above 0. */
    void addRow(int row, int level) {
        assert base.size() == row;
        base.add();
        if (level > 0) {
            towers.add();
            long tower = towers.lists().address(towers.size() - 1);
            NativeMemory.putInt(tower, row);
            NativeMemory.putInt(tower + Integer.BYTES, upper.size());
            for (int i = 0; i < level; i++) {
                upper.add();
            }
        }
    }

    /** Makes a list one that may be written. */
    void own(int level, int list) {
        (level == 0 ? base : upper).own(list);
    }

    /** Counts the rows that were linked, and lets searches start at a tower when it is higher than all before. */
    void finish(int newRows, int highestTower, int highestLevel) {
        rows = newRows;
        if (highestLevel > entryLevel) {
            entryLevel = highestLevel;
            entryTower = highestTower;
        }
    }

    Retired takeRetired() {
        return new Retired(base.takeRetired(), upper.takeRetired());
    }

    void recycle(Retired unused) {
        base.recycle(unused.base);
        upper.recycle(unused.upper);
    }
}
