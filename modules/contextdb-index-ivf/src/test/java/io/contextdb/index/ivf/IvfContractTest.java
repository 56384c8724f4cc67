package io.contextdb.index.ivf;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.vector.IndexFileContract;
import io.contextdb.testkit.vector.IndexLifecycleContract;
import io.contextdb.testkit.vector.IndexSearchContract;
import io.contextdb.testkit.vector.VectorIndexFixture;
import org.junit.jupiter.api.Nested;

/** The inverted file keeps the contract of vector indexes. */
class IvfContractTest {
    private static final class Ivf implements VectorIndexFixture {
        @Override
        public VectorIndexProvider provider() {
            return new IvfProvider();
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
            return new Ivf();
        }
    }

    @Nested
    class File extends IndexFileContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Ivf();
        }
    }

    @Nested
    class Lifecycle extends IndexLifecycleContract {
        @Override
        protected VectorIndexFixture fixture() {
            return new Ivf();
        }
    }
}
