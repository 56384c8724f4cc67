package io.contextdb.index.flat;

import io.contextdb.testkit.vector.VectorIndexContract;

/** The exact scan keeps the contract of vector indexes. */
class FlatContractTest extends VectorIndexContract {
    FlatContractTest() {
        super(new FlatProvider(), 1);
    }
}
