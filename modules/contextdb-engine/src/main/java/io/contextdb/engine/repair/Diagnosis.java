package io.contextdb.engine.repair;

import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogInspection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is damaged, and what can be recovered with what is there and what a source has. Nothing is changed.
 * {@link DamageList} puts it into words.
 */
final class Diagnosis {
    private final Inventory inventory;
    private final Optional<Source> source;

    private final RecoverableSnapshots snapshots;

    /** The files of the log that can be made anew from each other, and with the log of the source. */
    private final Set<Path> mendableAlone;

    private final Set<Path> mendable;

    /** The snapshots that opening the database would take as they are now. */
    private final Set<Long> opening;

    private final StageCheck stages;

    /** The source's log, which is to take the place of the one here, and the files of bulk loads that it names. */
    private Optional<CopiedLog> copied = Optional.empty();

    Diagnosis(Inventory inventory, Optional<Source> source) {
        this.inventory = inventory;
        this.source = source;
        mendableAlone = Set.copyOf(inventory.log().mendable(Optional.empty()));
        Optional<LogInspection> copy = source.flatMap(Source::log);
        mendable = copy.isEmpty() ? mendableAlone : Set.copyOf(inventory.log().mendable(copy));
        opening = inventory.opening();
        stages = inventory.stages();
        snapshots = new RecoverableSnapshots(inventory, source);
        if (!leadsToNewest()) {
            snapshots.addNewest(this::leads);
        }
        if (!leadsToNewest()) {
            copied = copy.flatMap(log -> CopiedLog.of(this, log));
        }
    }

    Inventory inventory() {
        return inventory;
    }

    /** The source in words; empty without one. */
    Optional<String> sourceName() {
        return source.map(Source::files).map(Object::toString);
    }

    // --- what is damaged

    /** The snapshots there would be with what the source has. */
    RecoverableSnapshots snapshots() {
        return snapshots;
    }

    /** Whether a file of the log can be made anew from the rest of the log. */
    boolean isMendableAlone(Path file) {
        return mendableAlone.contains(file);
    }

    /** Whether a file of the log can be made anew. */
    boolean isMendable(Path file) {
        return copied.isPresent() || mendable.contains(file);
    }

    /** The source's log, when it takes the place of the one here: nothing else gives the newest state. */
    Optional<CopiedLog> copied() {
        return copied;
    }

    /** The files of bulk loads that the log names. */
    StageCheck stages() {
        return stages;
    }

    // --- what can be recovered

    /** The snapshots whose documents are sound. */
    List<RepairReport.SnapshotState> states() {
        return inventory.snapshots().entrySet().stream()
                .map(entry -> new RepairReport.SnapshotState(
                        entry.getKey(),
                        entry.getValue().commitIndex(),
                        snapshots.isSound(entry.getValue()),
                        snapshots.isSound(entry.getValue())
                                && leads(entry.getValue().commitIndex())))
                .toList();
    }

    /** The newest snapshot that, with the log behind it, gives the newest state; once what can be replaced is. */
    Optional<Long> newestCurrent() {
        return snapshots.soundOnceReplaced().entrySet().stream()
                .filter(entry -> leads(entry.getValue().commitIndex()))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> second);
    }

    /**
     * Whether the log leads from a commit to the last, with the files of all bulk loads on the way, once what can be
     * mended of it is.
     */
    private boolean leads(long from) {
        if (copied.isPresent()) {
            return copied.get().leads(from);
        }
        LogInspection log = inventory.log();
        if (log.isEmpty() && inventory.begins()) {
            return from >= lastIndex();
        }
        boolean reached = log.lastIndex() >= lastIndex();
        boolean mended =
                !log.damages().isEmpty() && log.damages().stream().allMatch(damage -> isMendable(damage.file()));
        boolean known = log.endKnown() && reached && log.reach(from) >= lastIndex();
        boolean whole = (mended || reached && log.damages().isEmpty()) && log.firstIndex() <= from + 1;
        return (known || whole) && stages.lost(from).isEmpty();
    }

    /**
     * The newest snapshot, when the log has nothing behind it that can be read, and does not lead there: then a new log
     * can begin behind it.
     */
    Optional<Long> beginsLog() {
        return leadsToNewest() || inventory.database().equals(DatabaseId.NONE)
                ? Optional.empty()
                : snapshots.soundOnceReplaced().entrySet().stream()
                        .filter(entry -> entry.getValue().commitIndex() == lastIndex())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The newest snapshot, when the log ends before it. */
    Optional<Long> endsBefore() {
        return inventory.log().isEmpty()
                        || snapshots.all().isEmpty()
                        || inventory.log().lastIndex() >= lastIndex()
                ? Optional.empty()
                : Optional.of(snapshots.all().lastKey());
    }

    /** Whether it is known that no commit was behind the last of which there is a trace. */
    boolean endKnown() {
        return inventory.log().endKnown()
                && (inventory.log().isEmpty() || inventory.log().lastIndex() >= lastIndex());
    }

    /**
     * Whether opening the database comes to the newest state; once what can be replaced is, and a snapshot that stands
     * in the way is put aside.
     */
    boolean leadsToNewest() {
        boolean begins = inventory
                .format()
                .flatMap(format -> format.logBegin().stream().boxed().findFirst())
                .map(index -> index == 0)
                .orElse(true);
        return newestCurrent().isPresent() || snapshots.all().isEmpty() && begins && leads(0);
    }

    /** Whether opening the database goes on from a snapshot, because it can open none of the newer ones. */
    boolean opensBefore(long current) {
        return inventory.snapshots().tailMap(current + 1).keySet().stream().noneMatch(opening::contains);
    }

    /**
     * The snapshots whose documents are in the way of opening, or of no use to it: the newest state is there without
     * them. Newest first.
     */
    List<Long> passedOver() {
        if (!leadsToNewest()) {
            return List.of();
        }
        SortedSet<Long> found = new TreeSet<>(inventory.damagedDocuments().keySet());
        found.removeAll(snapshots.fetched().keySet());
        newestCurrent()
                .filter(this::opensBefore)
                .ifPresent(current ->
                        found.addAll(inventory.snapshots().tailMap(current + 1).keySet()));
        return List.copyOf(found.reversed());
    }

    /** The last commit of which there is a trace. */
    long lastIndex() {
        return Math.max(inventory.log().lastIndex(), snapshots.lastIndex());
    }
}
