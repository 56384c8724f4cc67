package io.contextdb.storage.mmap;

import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import java.util.Optional;

/** The storage provider {@code mmap}. */
public final class MappedStorageProvider implements StorageProvider {
    /** Made by the service loader. */
    public MappedStorageProvider() {}

    @Override
    public String name() {
        return "mmap";
    }

    @Override
    public Storage open(StorageContext context) {
        return new MappedStorage(context);
    }

    @Override
    public Optional<SnapshotDocuments> documents() {
        return Optional.of(SnapshotDirectory::manifest);
    }
}
