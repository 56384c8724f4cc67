package io.contextdb.index.ivf;

import io.contextdb.testkit.vector.VectorIndexContract;

/** The inverted file keeps the contract of vector indexes. */
class IvfContractTest extends VectorIndexContract {
    IvfContractTest() {
        super(new IvfProvider(), 0.95);
    }
}
