package io.contextdb.storage.mmap;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.storage.mmap.checkpoint.PatchPolicy;

/** Policies by which databases of a few hundred rows get patches of both kinds and new bases. */
final class TestPolicies {
    private TestPolicies() {}

    /** Bases of one row get patches; a recent one may be a tenth of its base, an older one seven tenths. */
    static final PatchPolicy SMALL = new PatchPolicy(1, 10, 70);

    static StorageProvider smallProvider() {
        return new MappedStorageProvider(SMALL);
    }
}
