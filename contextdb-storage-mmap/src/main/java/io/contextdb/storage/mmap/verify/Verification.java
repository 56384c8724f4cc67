package io.contextdb.storage.mmap.verify;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the newest two sound snapshots of a database, and reports damaged documents on the way to them. Changes
 * nothing.
 */
public final class Verification {
    private static final int SNAPSHOTS = 2;

    private final FileSystem files;
    private final Path directory;
    private final SnapshotDirectory snapshots;
    private final Progress progress;
    private final Problems problems = new Problems();
    /** Damage that takes nothing: of files of indexes, which an older snapshot can be opened without. */
    private final Problems warnings = new Problems();
    /** Whether each file that was read is sound, by its path. */
    private final Map<String, Boolean> checked = new HashMap<>();

    private long bytesChecked;
    private int documentsChecked;

    /** A verification of a database's directory. */
    public Verification(FileSystem files, Path directory, SnapshotDirectory snapshots, Progress progress) {
        this.files = files;
        this.directory = directory;
        this.snapshots = snapshots;
        this.progress = progress;
    }

    /** Reads everything. */
    public VerifyReport run() {
        int sound = 0;
        for (long id : snapshots.ids().reversed()) {
            if (sound == SNAPSHOTS) {
                break;
            }
            Optional<SnapshotMetadata> metadata = read(id);
            if (metadata.isPresent()) {
                sound++;
                check(metadata.get(), sound == 1);
            }
        }
        return new VerifyReport(documentsChecked + checked.size(), bytesChecked, problems.lines(), warnings.lines());
    }

    private Optional<SnapshotMetadata> read(long id) {
        documentsChecked++;
        bytesChecked += snapshots.bytes(id);
        return guarded(problems, () -> snapshots.read(id));
    }

    /** Runs a step; damage it meets becomes a problem. */
    private <T> Optional<T> guarded(Problems into, Step<T> step) {
        try {
            return Optional.of(step.run());
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION && e.code() != ErrorCode.FORMAT_TOO_NEW) {
                throw e;
            }
            into.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Something that may meet damage. */
    @FunctionalInterface
    private interface Step<T> {
        T run();
    }

    private void check(SnapshotMetadata metadata, boolean newest) {
        boolean sound = true;
        for (FileEntry entry : metadata.files()) {
            sound &= checked.computeIfAbsent(entry.path(), path -> check(metadata, entry, newest));
        }
        if (sound) {
            try (Arena arena = Arena.ofConfined()) {
                guarded(problems, () -> checkContent(metadata, arena));
            }
        }
    }

    private boolean check(SnapshotMetadata metadata, FileEntry entry, boolean newest) {
        progress.update(
                "reading " + entry.path(), checked.size(), metadata.files().size());
        long before = problems.count();
        Problems into = entry.kind() == FileKind.INDEX && !newest ? warnings : problems;
        try (Arena arena = Arena.ofConfined()) {
            guarded(into, () -> {
                DataFile file = Base.open(files, directory, metadata, entry, arena);
                bytesChecked += file.length();
                file.verify(entry.crc32c(), entry.sha256());
                return file;
            });
        }
        return problems.count() == before;
    }

    private Base checkContent(SnapshotMetadata metadata, Arena arena) {
        Base base = Base.open(files, directory, metadata, arena);
        progress.update("comparing the content of snapshot " + metadata.id(), 0, -1);
        List.of(
                        new RedirectCheck(base, problems),
                        new NodeCheck(base, problems),
                        new EdgeCheck(base, problems),
                        new AdjacencyCheck(base, problems),
                        new VectorCheck(base, problems))
                .forEach(Runnable::run);
        return base;
    }
}
