package io.contextdb.testkit.vector;

import io.contextdb.api.spi.VectorIndexProvider;
import org.junit.jupiter.api.Nested;

/** All that every provider of vector indexes must do. */
public abstract class VectorIndexContract {
    private final VectorIndexFixture fixture;

    /**
     * For the test class of a provider.
     *
     * @param recallMin the least share of the ten exact neighbours that a search of default width must find among
     *     clustered rows
     */
    protected VectorIndexContract(VectorIndexProvider provider, double recallMin) {
        fixture = new VectorIndexFixture(provider, recallMin);
    }

    @Nested
    class Search extends IndexSearchContract {
        @Override
        protected VectorIndexFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class File extends IndexFileContract {
        @Override
        protected VectorIndexFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class Lifecycle extends IndexLifecycleContract {
        @Override
        protected VectorIndexFixture fixture() {
            return fixture;
        }
    }
}
