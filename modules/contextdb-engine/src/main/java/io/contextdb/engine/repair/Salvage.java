package io.contextdb.engine.repair;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
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
        try (HeldLock _ = HeldLock.of(directory, files, false)) {
            Inventory inventory = new Inventory(directory, files, providers, progress);
            Diagnosis diagnosis = new Diagnosis(inventory, Optional.empty());
            StageCheck stages = new StageCheck(files, directory);
            SalvagePlan plan = SalvagePlan.of(inventory, diagnosis).with(stages, inventory.log());
            DatabaseId id = DatabaseId.random(new SecureRandom());
            try (RestoreDirectory target = RestoreDirectory.begin(into, files)) {
                new SalvageWriter(inventory, id, target.path()).write(plan, stages.sound(), segmentBytes, progress);
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
}
