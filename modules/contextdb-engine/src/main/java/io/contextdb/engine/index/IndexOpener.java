package io.contextdb.engine.index;

import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorSpace;
import java.util.Optional;

/** Opens the index of a space with the provider its options name. */
@FunctionalInterface
public interface IndexOpener {
    /**
     * Opens an index.
     *
     * @param file what an earlier one wrote, to go on from
     * @throws io.contextdb.api.ContextDbException {@code PROVIDER_NOT_FOUND}
     */
    VectorIndex open(VectorSpace space, Optional<IndexFile> file);
}
