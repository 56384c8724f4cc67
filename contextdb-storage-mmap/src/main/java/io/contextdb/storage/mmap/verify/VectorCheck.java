package io.contextdb.storage.mmap.verify;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.BaseRows;
import io.contextdb.storage.mmap.base.BaseSpace;

/**
 * Vectors: every live row belongs to a live node that leads back to it, padding is zero, counts agree with the
 * document.
 */
final class VectorCheck implements Runnable {
    private final Base base;
    private final Problems problems;

    VectorCheck(Base base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    @Override
    public void run() {
        long live = 0;
        for (BaseSpace space : base.spaces()) {
            BaseRows rows = space.rows();
            if (rows != null) {
                live += check(space, rows);
            }
        }
        problems.expectEqual(
                base.metadata().counts().vectors(),
                live,
                "snapshot " + base.metadata().id(),
                "the number of vectors");
    }

    private long check(BaseSpace space, BaseRows rows) {
        String place = "snapshot " + base.metadata().id() + ", vectors "
                + space.space().name();
        long live = 0;
        for (int row = 0; row < rows.count(); row++) {
            String named = place + ", row " + row;
            int node = rows.node(row);
            if (node < 0 || node >= base.nodeLimit()) {
                problems.add(named + ": there is no node " + node);
            } else if (rows.live(row)) {
                live++;
                problems.expect(!base.nodeDead(node), named, "its node is dead");
                problems.expectEqual(row, rows.row(node), named, "the row its node leads to");
            }
            problems.expect(paddedWithZeros(rows, row), named, "what follows its components is not zero");
        }
        problems.expectEqual(rows.liveCount(), live, place, "the number of live rows");
        int leading = 0;
        for (int node = 0; node < base.nodeLimit(); node++) {
            leading += rows.row(node) >= 0 ? 1 : 0;
        }
        problems.expectEqual(rows.liveCount(), leading, place, "the number of nodes with a row");
        return live;
    }

    private static boolean paddedWithZeros(VectorRows rows, int row) {
        long address = rows.address(row);
        boolean zeros = true;
        for (int i = rows.dimension(); i < VectorRows.paddedDimension(rows.dimension()); i++) {
            zeros &= NativeMemory.getInt(address + (long) i * Float.BYTES) == 0;
        }
        return zeros;
    }
}
