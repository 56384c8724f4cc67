package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.SalvageReport.Missing;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.open.HeldLock;
import io.contextdb.engine.open.Providers;
import io.contextdb.engine.open.RestoreDirectory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes a new database of what can be read of a damaged one, which it does not change. */
public final class Salvage {
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

    /** Runs it, as {@link io.contextdb.api.ContextDB#salvage} says. */
    public SalvageReport run(Path damaged, Path into, Progress progress) {
        Path directory = damaged.toAbsolutePath().normalize();
        requireElsewhere(directory, into.toAbsolutePath().normalize());
        RestoreDirectory.check(into, files);
        try (HeldLock _ = HeldLock.forReading(directory, files)) {
            Inventory inventory = new Inventory(directory, files, providers, progress);
            Diagnosis diagnosis = new Diagnosis(inventory, Optional.empty());
            if (inventory.snapshots().isEmpty()
                    && SalvagePlan.of(inventory, diagnosis).isEmpty()) {
                throw nothing(inventory);
            }
            DatabaseId id = DatabaseId.random(new SecureRandom());
            Result result;
            try (RestoreDirectory target = RestoreDirectory.begin(into, files)) {
                result = write(inventory, diagnosis, new SalvageWriter(inventory, id, target.path()), progress);
                target.commitWithLog(
                        id, inventory.storage().name(), inventory.consensus().name());
            }
            SalvageReport.Lost lost = LostCommits.behind(inventory.log(), result.commitIndex(), diagnosis.lastIndex());
            DatabaseOptions options = DatabaseOptions.defaults()
                    .storage(inventory.storage().name())
                    .consensus(inventory.consensus().name())
                    .createIfMissing(false);
            try (Database db = opener.apply(into, options)) {
                DatabaseStatistics held = db.statistics();
                return new SalvageReport(
                        id.toString(),
                        result.snapshotId(),
                        result.commitIndex(),
                        held.nodes(),
                        held.edges(),
                        held.vectors(),
                        lost,
                        result.missing(),
                        diagnosis.endKnown(),
                        DamageList.of(diagnosis));
            }
        }
    }

    /** What a new database was made of. */
    private record Result(long snapshotId, long commitIndex, Missing missing) {}

    /**
     * Writes the exact state of some commit when that is the last one there was, or at least as new as every snapshot;
     * otherwise what remains of the newest snapshot, unless that is less.
     */
    private Result write(Inventory inventory, Diagnosis diagnosis, SalvageWriter writer, Progress progress) {
        SalvagePlan plan = SalvagePlan.of(inventory, diagnosis);
        Optional<SnapshotRecord> damaged = Optional.of(inventory.snapshots())
                .filter(snapshots -> !snapshots.isEmpty())
                .map(snapshots -> snapshots.lastEntry().getValue().manifest().record())
                .filter(record -> record.position().index() > plan.to());
        if (damaged.isPresent()) {
            SalvageWriter.Written written = writer.writeRemains(damaged.get(), segmentBytes, progress);
            boolean useful = written.nodes() > 0 || written.missing().nodes() == 0;
            if (plan.isEmpty() ? useful : written.nodes() > plan.nodes()) {
                return new Result(damaged.get().snapshot().id(), written.commitIndex(), written.missing());
            }
        }
        if (plan.isEmpty()) {
            throw nothing(inventory);
        }
        writer.write(plan, diagnosis.stages().sound(plan.from(), plan.to()), segmentBytes, progress);
        return new Result(plan.snapshotId(), plan.to(), Missing.NOTHING);
    }

    private static ContextDbException nothing(Inventory inventory) {
        return new ContextDbException(
                ErrorCode.CORRUPTION,
                "no snapshot in " + inventory.directory() + " can be read, and "
                        + (inventory.log().lastIndex() < inventory.log().firstIndex()
                                ? "no commit of its log"
                                : "its log begins with commit "
                                        + inventory.log().firstIndex())
                        + ": there is nothing to begin with; restore the database from an archive");
    }

    /** A damaged directory is not changed, so nothing may be made in it. */
    private static void requireElsewhere(Path directory, Path into) {
        if (into.startsWith(directory)) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    into + " is in " + directory + ", which a salvage does not change; name a directory elsewhere");
        }
    }
}
