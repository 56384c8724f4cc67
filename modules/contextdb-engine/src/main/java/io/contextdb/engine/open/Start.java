package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.RecoveryReport;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.replica.ReplayMeter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a database starts from: a generation that could be opened.
 *
 * @param snapshot the snapshot it is of; none when nothing was ever committed
 * @param damaged the ids of newer ones that could not be opened
 * @param documentsDamaged the ids of those whose documents cannot be read, ascending
 */
record Start(
        Optional<SnapshotRecord> snapshot,
        StorageGeneration generation,
        Set<Long> damaged,
        List<Long> documentsDamaged) {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    /** The names of the vector spaces whose index files are missing or damaged, when the indexes have been opened. */
    List<String> indexesDamaged() {
        Set<Integer> damagedIndexes = generation.damagedIndexes();
        return generation.view().spaces().stream()
                .filter(space -> damagedIndexes.contains(space.number()))
                .map(VectorSpace::name)
                .sorted()
                .toList();
    }

    /**
     * What opening came to; logged when something was lost or damaged, or took a while.
     *
     * @param indexesDamaged what {@link #indexesDamaged} said before anything was applied
     * @param beginNanos when it began, as {@link System#nanoTime}
     */
    RecoveryReport report(List<String> indexesDamaged, LogRecovery log, ReplayMeter replay, long beginNanos) {
        RecoveryReport report = new RecoveryReport(
                snapshot.map(record -> record.snapshot().id()).orElse(0L),
                damaged.stream().sorted(Comparator.reverseOrder()).toList(),
                documentsDamaged.reversed(),
                indexesDamaged,
                snapshot.map(SnapshotRecord::files).orElse(0),
                log.recordsReplayed(),
                replay.bytesReplayed(),
                log.bytesDropped(),
                replay.changeBytesMax(),
                Duration.ofNanos(System.nanoTime() - beginNanos));
        if (report.repaired()) {
            LOG.log(Level.WARNING, "recovery found damage and got over it: {0}", damage(report));
        } else if (report.recordsReplayed() > 0) {
            LOG.log(Level.DEBUG, "recovered: {0}", report);
        }
        return report;
    }

    /** What was damaged, in words. */
    private static String damage(RecoveryReport report) {
        StringJoiner words = new StringJoiner("; ");
        if (!report.snapshotsDamaged().isEmpty()) {
            words.add("snapshots " + report.snapshotsDamaged() + " were passed over");
        }
        if (!report.documentsDamaged().isEmpty()) {
            words.add("documents of snapshots " + report.documentsDamaged() + " cannot be read");
        }
        if (!report.indexesDamaged().isEmpty()) {
            words.add("indexes " + report.indexesDamaged() + " are built anew");
        }
        if (report.bytesDropped() > 0) {
            words.add(report.bytesDropped() + " bytes at the end of the log were never acknowledged and are cut");
        }
        return words.toString();
    }

    /**
     * The newest snapshot that can be opened. Whether the log reaches back to it is for the log to say.
     *
     * @throws ContextDbException {@code CORRUPTION} of the newest when there are some and none is sound
     */
    static Start newest(Storage storage) {
        List<SnapshotRecord> snapshots = storage.snapshots();
        List<Long> documents = storage.damagedDocuments();
        Set<Long> damaged = new HashSet<>();
        ContextDbException damage = null;
        for (SnapshotRecord snapshot : snapshots.reversed()) {
            try {
                return new Start(Optional.of(snapshot), storage.open(snapshot), damaged, documents);
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.CORRUPTION) {
                    throw e;
                }
                damaged.add(snapshot.snapshot().id());
                damage = damage == null ? e : damage;
            }
        }
        if (damage != null) {
            throw damage;
        }
        return new Start(Optional.empty(), storage.openEmpty(), damaged, documents);
    }
}
