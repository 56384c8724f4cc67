package io.contextdb.bench.crash;

import io.contextdb.api.DatabaseOptions;
import io.contextdb.testkit.file.Damage;
import java.util.ArrayList;
import java.util.List;

/**
 * The lives of databases that are crashed. Every kind of change to the files there is occurs in one of them:
 * {@link WriteScripts} change what is stored, {@link FileScripts} how it lies in files, {@link LifeScripts} open and
 * close, and {@link PastScripts} ask the past.
 */
final class Workloads {
    private static final int TRIGGER_BYTES = 1_500;
    private static final int RECOVERIES = 8;

    /** How much of a restore is done before it is begun again. */
    private static final double RESTORE_PART = 0.5;

    private Workloads() {}

    /** All of them. */
    static List<Workload> all() {
        List<Workload> all = new ArrayList<>(List.of(
                new Workload("creation", LifeScripts::creation).fromNothing(),
                new Workload("inserts", WriteScripts::inserts),
                new Workload("updates", WriteScripts::updates),
                new Workload("deletes", WriteScripts::deletes),
                new Workload("batches", WriteScripts::batches),
                new Workload("transactions", WriteScripts::transactions),
                new Workload("checkpoints", FileScripts::checkpoints),
                new Workload("triggers", WriteScripts::updates).with(triggers()),
                new Workload("compaction", FileScripts::compaction),
                new Workload("cleanup", FileScripts::cleanup),
                new Workload("indexes", WriteScripts::indexes),
                new Workload("import", FileScripts::imports),
                new Workload("rotation", FileScripts::rotation),
                new Workload("reopening", LifeScripts::reopening),
                new Workload("deletion", PastScripts::deletion).withPast(),
                new Workload("time-travel", PastScripts::timeTravel).withPast(),
                restore("restore"),
                everything()));
        for (int i = 1; i <= RECOVERIES; i++) {
            double part = (double) i / (RECOVERIES + 1);
            all.add(recovery("recovery-" + i, everything(), part, i % 2 == 0 ? Damage.TORN_SECTOR : Damage.REORDERED));
        }
        Workload rotation = recovery("recovery-rotation", find(all, "rotation"), 0.55, Damage.TORN_PAGE);
        all.add(rotation);
        all.add(recovery("recovery-twice", rotation, 0.5, Damage.REORDERED));
        all.add(recovery("recovery-import", find(all, "import"), 0.6, Damage.REORDERED));
        all.add(recovery("recovery-compaction", find(all, "compaction"), 0.8, Damage.PREFIX));
        all.add(recovery("recovery-deletion", find(all, "deletion"), 0.7, Damage.REORDERED));
        Workload restoreOnly = new Workload("restore-only", steps -> {}).fromArchive();
        all.add(restore("restore-again").on(() -> Bases.crashed(restoreOnly, RESTORE_PART, Damage.REORDERED)));
        return List.copyOf(all);
    }

    private static Workload find(List<Workload> workloads, String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Workload everything() {
        return new Workload("everything", LifeScripts::everything).fromNothing();
    }

    private static Workload restore(String name) {
        return new Workload(name, LifeScripts::afterRestore).fromArchive();
    }

    /** With checkpoints whenever a little was written, beside the writer. */
    private static DatabaseOptions triggers() {
        return Databases.options().checkpointLogBytes(TRIGGER_BYTES);
    }

    /** A crash while the database recovers from one before, which came when a part of a script was done. */
    private static Workload recovery(String name, Workload before, double part, Damage damage) {
        return new Workload(name, LifeScripts::afterRecovery).on(() -> Bases.crashed(before, part, damage));
    }
}
