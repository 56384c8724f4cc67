package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.vector.IndexFileContract;
import io.contextdb.testkit.vector.IndexLifecycleContract;
import io.contextdb.testkit.vector.IndexSearchContract;
import io.contextdb.testkit.vector.VectorIndexFixture;
import org.junit.jupiter.api.Nested;

/** The graph keeps the contract of vector indexes. */
class HnswContractTest {
    private static final class Hnsw implements VectorIndexFixture {
        @Override
        public VectorIndexProvider provider() {
            return new HnswProvider();
        }

        @Override
        public double recallMin() {
            return 0.95;
        }
    }

    @Nested
    class Search extends IndexSearchContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Hnsw();
        }
    }

    @Nested
    class File extends IndexFileContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Hnsw();
        }
    }

    @Nested
    class Lifecycle extends IndexLifecycleContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Hnsw();
        }
    }
}
