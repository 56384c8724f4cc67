package io.contextdb.index.flat;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.vector.IndexFileContract;
import io.contextdb.testkit.vector.IndexLifecycleContract;
import io.contextdb.testkit.vector.IndexSearchContract;
import io.contextdb.testkit.vector.VectorIndexFixture;
import org.junit.jupiter.api.Nested;

/** The exact scan keeps the contract of vector indexes. */
class FlatContractTest {
    private static final class Flat implements VectorIndexFixture {
        @Override
        public VectorIndexProvider provider() {
            return new FlatProvider();
        }

        @Override
        public double recallMin() {
            return 1;
        }
    }

    @Nested
    class Search extends IndexSearchContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Flat();
        }
    }

    @Nested
    class File extends IndexFileContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Flat();
        }
    }

    @Nested
    class Lifecycle extends IndexLifecycleContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Flat();
        }
    }
}
