package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.BaseRows;
import io.contextdb.storage.mmap.base.BaseSpace;
import io.contextdb.storage.mmap.checkpoint.SnapshotFiles.Content;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A snapshot whose data files are written and synced; {@link #commit} writes its document. */
public final class MappedPendingSnapshot implements PendingSnapshot {
    private final FileSystem files;
    private final Path directory;
    private final SnapshotDirectory snapshots;
    private final PreparedFiles prepared;
    private final Runnable closed;
    private final Arena arena = Arena.ofShared();
    private @Nullable Base base;
    private boolean committed;
    private boolean open = true;

    /**
     * A snapshot to be committed.
     *
     * @param closed told once when this is closed
     */
    public MappedPendingSnapshot(
            FileSystem files, Path directory, SnapshotDirectory snapshots, PreparedFiles prepared, Runnable closed) {
        this.files = files;
        this.directory = directory;
        this.snapshots = snapshots;
        this.prepared = prepared;
        this.closed = closed;
    }

    /** What it will be called, and its files so far. */
    public SnapshotMetadata metadata() {
        return prepared.metadata();
    }

    @Override
    public VectorRows rows(int space) {
        BaseSpace found = space(space);
        BaseRows rows = found.rows();
        return rows == null ? new NoRows(found.space().options().dimension()) : rows;
    }

    private BaseSpace space(int number) {
        Base opened = base;
        if (opened == null) {
            opened = Base.open(files, directory, prepared.metadata(), arena);
            base = opened;
        }
        return opened.spaces().stream()
                .filter(space -> space.space().number() == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector space has the number " + number));
    }

    @Override
    public Optional<IndexFile> index(int space) {
        return prepared.metadata().file(FileKind.INDEX, space).isPresent()
                ? space(space).indexFile()
                : Optional.empty();
    }

    @Override
    public void dropIndex(int space) {
        prepared.metadata().file(FileKind.INDEX, space).ifPresent(prepared.files()::drop);
    }

    @Override
    public void addIndex(int space, VectorIndexReader reader) {
        VectorSpace described = space(space).space();
        Optional<FileEntry> shared = prepared.metadata().file(FileKind.INDEX, space);
        if (shared.isPresent()) {
            assert shared.get().createdBySnapshot() != prepared.metadata().id()
                    : "space " + space + " has an index already";
            if (shared.get().rows() == reader.indexedRows()) {
                // Taken over with the rows, which have not changed; as many of them give the same index.
                return;
            }
            prepared.files().drop(shared.get());
        }
        Content content = new Content(
                FileKind.INDEX, described.options().type(), space, reader.indexedRows(), 0, 0, FileRole.BASE);
        prepared.files().write(content, 0, 0, out -> {
            out.begin(BaseSpace.INDEX_BYTES);
            reader.write(out.sectionSink());
            out.end();
        });
    }

    @Override
    public SnapshotRecord commit() {
        SnapshotMetadata metadata = prepared.metadata();
        prepared.files().sync();
        // When it fails, the document may be there all the same after a crash, and then needs its files.
        committed = true;
        snapshots.commit(metadata);
        return metadata.toRecord();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            arena.close();
            if (!committed) {
                prepared.files().deleteCreated();
            }
            closed.run();
        }
    }
}
