package io.contextdb.index.hnsw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void beginWithSingleRowsAndGrowToTwoPercent() {
        Batches batches = new Batches(16);
        for (int start = 0; start < 100; start++) {
            assertEquals(start + 1, batches.end(start));
        }
        assertEquals(102, batches.end(100));
        assertEquals(51_000, batches.end(50_000));
        assertEquals(10_200, new Batches(128).end(10_000));
    }

    @Test
    void holdAtMost256KibibytesOfRows() {
        assertEquals(1_000_000 + 512, new Batches(128).end(1_000_000));
        assertEquals(1_000_000 + 42, new Batches(1536).end(1_000_000));
        assertEquals(1_000_000 + 1, new Batches(65_535).end(1_000_000));
        assertEquals(Integer.MAX_VALUE, new Batches(1).end(Integer.MAX_VALUE - 5));
    }

    @Test
    void endWhereTheChainOfBatchesEnds() {
        for (int dimension : new int[] {1, 128, 1536, 65_535}) {
            Batches batches = new Batches(dimension);
            int end = 0;
            for (int rows = 0; rows < 300_000; rows++) {
                if (rows == batches.end(end)) {
                    end = rows;
                }
                assertEquals(end, batches.boundary(rows), "dimension " + dimension + ", rows " + rows);
            }
            int last = batches.boundary(Integer.MAX_VALUE);
            assertTrue(last > Integer.MAX_VALUE - (1 << 13));
            assertEquals(last, batches.boundary(last));
        }
    }
}
