package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import io.contextdb.engine.open.Providers;
import io.contextdb.engine.open.RestoreDirectory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Makes a new database of what can be read of a damaged one, which it does not change. */
public final class Salvage {
    private static final long PIECE_BYTES = 1 << 20;

    private final Providers providers;
    private final FileSystem files;
    private final BiFunction<Path, DatabaseOptions, Database> opener;
    private final int segmentBytes;

    /**
     * A salvage over a file system.
     *
     * @param opener opens the new database
     * @param segmentBytes the size of its log's segments
     */
    public Salvage(
            Providers providers,
            FileSystem files,
            BiFunction<Path, DatabaseOptions, Database> opener,
            int segmentBytes) {
        this.providers = providers;
        this.files = files;
        this.opener = opener;
        this.segmentBytes = segmentBytes;
    }

    /**
     * What the new database is made of.
     *
     * @param snapshot it begins with; empty for nothing
     * @param from the last command that holds
     * @param to the last command of the log to apply
     */
    private record Plan(Optional<FileSource.Found> snapshot, long from, long to) {
        long snapshotId() {
            return snapshot.map(found -> found.manifest().record().snapshot().id())
                    .orElse(0L);
        }
    }

    /** Runs it, as {@link io.contextdb.api.ContextDB#salvage} says. */
    public SalvageReport run(Path damaged, Path into, Progress progress) {
        Path directory = damaged.toAbsolutePath().normalize();
        try (HeldLock _ = HeldLock.of(directory, files, false)) {
            Inventory inventory = new Inventory(directory, files, providers, progress);
            Diagnosis diagnosis = new Diagnosis(inventory, Optional.empty());
            StageCheck stages = new StageCheck(files, directory);
            Plan plan = withStages(choose(inventory, diagnosis), inventory.log(), stages);
            DatabaseId id = DatabaseId.random(new SecureRandom());
            try (RestoreDirectory target = RestoreDirectory.begin(into, files)) {
                clear(target.path());
                write(inventory, plan, stages.sound(), id, target.path(), progress);
                target.commitWithLog(
                        id, inventory.storage().name(), inventory.consensus().name());
            }
            SalvageReport.Lost lost = LostCommits.behind(inventory.log(), plan.to(), diagnosis.lastIndex());
            DatabaseOptions options = DatabaseOptions.defaults()
                    .storage(inventory.storage().name())
                    .consensus(inventory.consensus().name())
                    .createIfMissing(false);
            try (Database db = opener.apply(into, options)) {
                DatabaseStatistics held = db.statistics();
                return new SalvageReport(
                        id.toString(),
                        plan.snapshotId(),
                        plan.to(),
                        held.nodes(),
                        held.edges(),
                        held.vectors(),
                        lost,
                        inventory.log().endKnown(),
                        diagnosis.damages());
            }
        }
    }

    /** The way that leads furthest; of several the one from the newest snapshot. */
    private static Plan choose(Inventory inventory, Diagnosis diagnosis) {
        LogInspection log = inventory.log();
        Optional<Plan> best = inventory.snapshots().values().stream()
                .filter(found -> diagnosis.isSound(found, Set.of()))
                .map(found -> {
                    long index = found.manifest().record().position().index();
                    return new Plan(Optional.of(found), index, log.reach(index));
                })
                .max(Comparator.comparingLong(Plan::to).thenComparingLong(Plan::from));
        Plan fromNothing = new Plan(Optional.empty(), 0, log.reach(0));
        if (best.isEmpty() && fromNothing.to() == 0) {
            throw new ContextDbException(
                    ErrorCode.CORRUPTION,
                    "no snapshot in " + inventory.directory() + " is sound, and its log begins with command "
                            + log.firstIndex()
                            + ": there is nothing to begin with; restore the database from an archive");
        }
        return best.filter(found -> found.to() >= fromNothing.to()).orElse(fromNothing);
    }

    /** Up to before the first import whose files are gone. */
    private static Plan withStages(Plan plan, LogInspection log, StageCheck stages) {
        log.read(plan.from(), plan.to(), stages);
        return stages.firstBad().isEmpty()
                ? plan
                : new Plan(plan.snapshot(), plan.from(), stages.firstBad().getAsLong() - 1);
    }

    /** Takes away what a salvage or restore left that was interrupted: files of the log, and those in directories, whose names have no dot. */
    private void clear(Path directory) {
        for (Path path : files.list(directory)) {
            if (String.valueOf(path.getFileName()).contains(".")) {
                files.delete(path);
                continue;
            }
            boolean metadata = path.endsWith(DatabaseDirectory.METADATA);
            files.list(path).stream()
                    .filter(file ->
                            !metadata || String.valueOf(file.getFileName()).startsWith("snapshot-"))
                    .forEach(files::delete);
        }
    }

    private void write(
            Inventory inventory, Plan plan, List<StageFile> stages, DatabaseId id, Path target, Progress progress) {
        Set<Path> folders = new TreeSet<>();
        plan.snapshot().ifPresent(found -> writeSnapshot(inventory, found, id, target, folders));
        for (StageFile file : stages) {
            Path path = target.resolve(file.path());
            createFolder(path, folders);
            try (Arena arena = Arena.ofConfined()) {
                write(files.map(inventory.directory().resolve(file.path()), arena), path);
            }
        }
        folders.forEach(files::syncDirectory);
        writeLog(inventory, plan, id, target, progress);
    }

    private void writeSnapshot(
            Inventory inventory, FileSource.Found found, DatabaseId id, Path target, Set<Path> folders) {
        Set<String> without = found.manifest().files().stream()
                .filter(file -> inventory.problem(file).isPresent())
                .map(DataFile::path)
                .collect(Collectors.toSet());
        for (DataFile file : found.manifest().files()) {
            if (!without.contains(file.path())) {
                Path path = target.resolve(file.path());
                createFolder(path, folders);
                inventory.content().fetch(file, path).ifPresent(problem -> {
                    throw new ContextDbException(
                            ErrorCode.IO_FAILURE, file.path() + " was sound, and is not any more: " + problem);
                });
            }
        }
        Path document = target.resolve(
                Diagnosis.documentPath(found.manifest().record().snapshot().id()));
        createFolder(document, folders);
        write(MemorySegment.ofArray(inventory.documents().rewrite(found.document(), id, without)), document);
    }

    private void createFolder(Path file, Set<Path> folders) {
        Path folder = Objects.requireNonNull(file.getParent());
        if (folders.add(folder)) {
            files.createDirectories(folder);
        }
    }

    private void write(MemorySegment content, Path path) {
        files.delete(path);
        try (WritableFile file = files.create(path)) {
            for (long offset = 0; offset < content.byteSize(); offset += PIECE_BYTES) {
                long length = Math.min(PIECE_BYTES, content.byteSize() - offset);
                file.write(content.asSlice(offset, length).asByteBuffer(), offset);
            }
            file.force(true);
        }
    }

    /** A log that goes on from the snapshot, with the same commands under the same numbers. */
    private void writeLog(Inventory inventory, Plan plan, DatabaseId id, Path target, Progress progress) {
        CommitLogContext context =
                new CommitLogContext(target, files, DatabaseOptions.Durability.NONE, segmentBytes, id, true);
        try (CommitLog log = inventory.consensus().open(context)) {
            log.start((position, command) -> position, plan.from());
            inventory.log().read(plan.from(), plan.to(), (position, command) -> {
                progress.update("copying the log", position.index() - plan.from(), plan.to() - plan.from());
                return log.propose(command, null);
            });
        }
    }
}
