package io.contextdb.index.hnsw;

import io.contextdb.testkit.vector.VectorIndexContract;

/** The graph keeps the contract of vector indexes. */
class HnswContractTest extends VectorIndexContract {
    HnswContractTest() {
        super(new HnswProvider(), 0.95);
    }
}
