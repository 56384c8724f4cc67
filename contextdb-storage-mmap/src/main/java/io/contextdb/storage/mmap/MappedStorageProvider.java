package io.contextdb.storage.mmap;

import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.storage.mmap.checkpoint.PatchPolicy;
import io.contextdb.storage.mmap.snapshot.MappedDocuments;
import java.util.Optional;

/** The storage provider {@code mmap}. */
public final class MappedStorageProvider implements StorageProvider {
    private final PatchPolicy policy;

    /** Made by the service loader. */
    public MappedStorageProvider() {
        this(PatchPolicy.STANDARD);
    }

    /** Writes patches as a policy says; for tests. */
    MappedStorageProvider(PatchPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return "mmap";
    }

    @Override
    public Storage open(StorageContext context) {
        return new MappedStorage(context, policy);
    }

    @Override
    public Optional<SnapshotDocuments> documents() {
        return Optional.of(new MappedDocuments());
    }
}
