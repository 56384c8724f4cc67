package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.engine.open.DatabaseDirectory;
import io.contextdb.engine.open.FormatFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Acts on a diagnosis, in an order in which each step leaves a directory that is no worse than before: data files, then
 * the documents that name them, then the log, and last the format file that makes the directory a database.
 */
final class Treatment {
    /** What files have behind their names until they take the place of damaged ones. */
    private static final String SUFFIX = ".repairing";

    private final Inventory inventory;
    private final Diagnosis diagnosis;
    private final Optional<Source> source;
    private final FileSystem files;
    private final Path directory;
    private final Aside aside;

    Treatment(Inventory inventory, Diagnosis diagnosis, Optional<Source> source) {
        this.inventory = inventory;
        this.diagnosis = diagnosis;
        this.source = source;
        files = inventory.files();
        directory = inventory.directory();
        aside = new Aside(files, directory);
    }

    /** Checks that going on from a snapshot loses nothing. */
    static void requireUsable(Diagnosis diagnosis, OptionalLong snapshot) {
        if (snapshot.isEmpty()) {
            return;
        }
        long id = snapshot.getAsLong();
        List<RepairReport.SnapshotState> states = diagnosis.states();
        RepairReport.SnapshotState state = states.stream()
                .filter(candidate -> candidate.id() == id)
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.SNAPSHOT_NOT_FOUND,
                        "no snapshot " + id + " can be read; there are "
                                + states.stream()
                                        .map(RepairReport.SnapshotState::id)
                                        .toList()));
        if (!state.current() && !beginsLog(diagnosis, snapshot)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "snapshot " + id + " (commit " + state.commitIndex() + ") "
                            + (state.sound()
                                    ? "is sound, but the log does not lead from it to commit " + diagnosis.lastIndex()
                                            + ": --salvage makes a new database of what can be read"
                                    : "is damaged itself; a repair without --use-snapshot lists which are sound"));
        }
    }

    /** Whether going on from a snapshot begins a new log. */
    static boolean beginsLog(Diagnosis diagnosis, OptionalLong snapshot) {
        return snapshot.isPresent() && diagnosis.beginsLog().equals(Optional.of(snapshot.getAsLong()));
    }

    /** Does all of it. Returns the files put aside. */
    List<String> apply(OptionalLong snapshot) {
        deleteLeftovers();
        source.ifPresent(from -> diagnosis.snapshots().filesToFetch().forEach(file -> replace(from, file)));
        diagnosis.snapshots().fetched().forEach((id, found) -> replaceDocument(id, found.document()));
        if (snapshot.isPresent()) {
            useSnapshot(snapshot.getAsLong());
        } else {
            putAside(diagnosis.passedOver());
        }
        if (beginsLog(diagnosis, snapshot)) {
            beginLog(snapshot.getAsLong());
        } else {
            mendLog();
            writeFormat();
        }
        return aside.paths();
    }

    private void mendLog() {
        LogInspection log = inventory.log();
        Optional<LogInspection> copy = diagnosis.copied().map(CopiedLog::log);
        List<LogInspection.Mended> mended = List.of();
        if (copy.isPresent()) {
            mended = log.replace(copy.get());
        } else if (!log.damages().isEmpty()) {
            mended = log.mend(source.flatMap(Source::log));
        }
        if (!mended.isEmpty()) {
            // What is found again when this is interrupted must be there for good.
            files.syncDirectory(directory);
        }
        mended.forEach(file -> file.mended()
                .ifPresentOrElse(made -> moveInto(made, file.damaged()), () -> putAside(file.damaged(), directory)));
    }

    /**
     * The files of the log go, and then the format file says where it is to begin. Where that is interrupted, there is
     * still nothing that leads to the snapshot.
     */
    private void beginLog(long snapshot) {
        inventory.log().files().forEach(file -> putAside(file, directory));
        Path path = directory.resolve(Inventory.FORMAT);
        aside.put(path);
        long last = Objects.requireNonNull(diagnosis.snapshots().all().get(snapshot))
                .commitIndex();
        new FormatFile(
                        inventory.storage().name(),
                        inventory.consensus().name(),
                        inventory.database(),
                        OptionalLong.of(last))
                .write(files, directory.resolve(DatabaseDirectory.METADATA));
    }

    /** What a repair that was killed had not finished. */
    private void deleteLeftovers() {
        Set<Path> folders = new TreeSet<>(Set.of(directory, directory.resolve(DatabaseDirectory.METADATA)));
        inventory.snapshots().values().stream()
                .flatMap(snapshot -> snapshot.manifest().files().stream())
                .forEach(file -> folders.add(
                        Objects.requireNonNull(directory.resolve(file.path()).getParent())));
        for (Path folder : folders) {
            if (files.exists(folder)) {
                files.list(folder).stream()
                        .filter(path -> path.getFileName().toString().contains(SUFFIX))
                        .forEach(path -> files.delete(folder.resolve(path.getFileName())));
            }
        }
    }

    private void replace(Source from, DataFile file) {
        Path target = directory.resolve(file.path());
        Path temporary = target.resolveSibling(target.getFileName() + SUFFIX);
        files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (from.files().fetch(file, temporary).isEmpty()) {
            moveInto(temporary, target);
        }
    }

    private void replaceDocument(long id, byte[] document) {
        Path target = directory.resolve(SnapshotDocuments.path(id));
        Path temporary = target.resolveSibling(target.getFileName() + SUFFIX);
        files.writeAll(temporary, MemorySegment.ofArray(document));
        moveInto(temporary, target);
    }

    /** A file that is complete and synced takes the place of one that is put aside. */
    private void moveInto(Path temporary, Path target) {
        aside.put(target);
        files.rename(temporary, target);
        files.syncDirectory(Objects.requireNonNull(target.getParent()));
    }

    private void useSnapshot(long id) {
        putAside(List.copyOf(inventory.content().snapshots().tailSet(id + 1).reversed()));
    }

    /**
     * Without their documents snapshots are none; the log has them written again. The newest goes first, so that what
     * is left is a row.
     */
    private void putAside(List<Long> snapshots) {
        Path metadata = directory.resolve(DatabaseDirectory.METADATA);
        for (long id : snapshots) {
            putAside(directory.resolve(SnapshotDocuments.path(id)), metadata);
        }
    }

    private void putAside(Path file, Path folder) {
        aside.put(file);
        files.delete(file);
        files.syncDirectory(folder);
    }

    private void writeFormat() {
        Path path = directory.resolve(Inventory.FORMAT);
        DatabaseId database = inventory.database();
        if (inventory.format().isPresent()
                || database.equals(DatabaseId.NONE)
                || inventory.log().isEmpty()) {
            return;
        }
        aside.put(path);
        new FormatFile(inventory.storage().name(), inventory.consensus().name(), database, OptionalLong.empty())
                .write(files, directory.resolve(DatabaseDirectory.METADATA));
    }
}
