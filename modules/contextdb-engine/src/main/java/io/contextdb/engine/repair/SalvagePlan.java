package io.contextdb.engine.repair;

import io.contextdb.api.spi.LogInspection;
import io.contextdb.archive.FileSource;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a new database is made of.
 *
 * @param snapshot the sound snapshot it begins with; empty when it begins with an empty database
 * @param from the last commit in that snapshot; 0 without one
 * @param to the last commit of the log that it keeps
 */
record SalvagePlan(Optional<FileSource.Found> snapshot, long from, long to) {
    /** The plan that keeps the most commits; of several that keep as many, the one with the newest snapshot. */
    static SalvagePlan of(Inventory inventory, Diagnosis diagnosis) {
        LogInspection log = inventory.log();
        Optional<SalvagePlan> best = inventory.snapshots().values().stream()
                .filter(diagnosis.snapshots()::isSound)
                .map(found -> {
                    long index = found.commitIndex();
                    return new SalvagePlan(Optional.of(found), index, log.reach(index));
                })
                .max(Comparator.comparingLong(SalvagePlan::to).thenComparingLong(SalvagePlan::from));
        SalvagePlan fromNothing = new SalvagePlan(Optional.empty(), 0, log.reach(0));
        return best.filter(found -> found.to() >= fromNothing.to())
                .orElse(fromNothing)
                .within(diagnosis.stages());
    }

    /** The same, ending before the first import that lacks a file of its bulk load. */
    private SalvagePlan within(StageCheck stages) {
        return stages.lost(from).stream()
                .findFirst()
                .filter(lost -> lost.index() <= to)
                .map(lost -> new SalvagePlan(snapshot, from, lost.index() - 1))
                .orElse(this);
    }

    /** Whether it keeps nothing at all. */
    boolean isEmpty() {
        return snapshot.isEmpty() && to == 0;
    }

    /** How many nodes its snapshot holds. */
    long nodes() {
        return snapshot.map(found -> found.manifest().record().snapshot().nodes())
                .orElse(0L);
    }

    /** The snapshot's number, 0 for none. */
    long snapshotId() {
        return snapshot.map(found -> found.manifest().record().snapshot().id()).orElse(0L);
    }
}
