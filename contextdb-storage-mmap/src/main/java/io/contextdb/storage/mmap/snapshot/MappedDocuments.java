package io.contextdb.storage.mmap.snapshot;

import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest;
import java.nio.file.Path;
import java.util.Set;

/** Documents that come from anywhere or go there. */
public final class MappedDocuments implements SnapshotDocuments {
    private static final Path ELSEWHERE = Path.of("the document of a snapshot");

    /** All of them are equal: documents need no state. */
    public MappedDocuments() {}

    @Override
    public SnapshotManifest read(String origin, byte[] document) {
        return SnapshotJson.read(Path.of(origin), document).toManifest();
    }

    @Override
    public byte[] rewrite(byte[] document, DatabaseId database, Set<String> without) {
        return SnapshotJson.write(
                SnapshotJson.read(ELSEWHERE, document).of(database).without(without));
    }
}
