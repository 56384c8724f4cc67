package io.contextdb.engine.repair;

import io.contextdb.api.DamagedFile;
import io.contextdb.api.DamagedFile.Remedy;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@link Diagnosis} in words: every damage, its remedy, and what to do. Used once. */
final class DamageList {
    private final Diagnosis diagnosis;
    private final Inventory inventory;
    private final RecoverableSnapshots snapshots;
    private final List<DamagedFile> damages = new ArrayList<>();

    private DamageList(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        inventory = diagnosis.inventory();
        snapshots = diagnosis.snapshots();
    }

    /** The damages as they are now, before anything is changed. */
    static List<DamagedFile> of(Diagnosis diagnosis) {
        DamageList list = new DamageList(diagnosis);
        list.addFormat();
        list.addDocuments();
        list.snapshots.damagedFiles().forEach(list::addDataFile);
        list.inventory.log().damages().forEach(list::addLogDamage);
        list.addLogEnd();
        if (!diagnosis.leadsToNewest()) {
            list.addWhatOpeningNeeds();
        }
        return List.copyOf(list.damages);
    }

    /** The same, with what verifying the open database found that is not among the damages. */
    static List<DamagedFile> with(Diagnosis diagnosis, List<String> problems) {
        List<DamagedFile> found = new ArrayList<>(of(diagnosis));
        Set<String> known = new HashSet<>();
        found.forEach(damage -> known.add(damage.path()));
        diagnosis.snapshots().damagedFiles().forEach(file -> known.add(file.path()));
        DamageList more = new DamageList(diagnosis);
        problems.stream()
                .filter(problem -> known.stream().noneMatch(problem::contains))
                .forEach(problem -> more.addUnmended(DatabaseDirectory.METADATA, 0, problem));
        found.addAll(more.damages);
        return List.copyOf(found);
    }

    private void addFormat() {
        inventory.formatProblem().ifPresent(problem -> {
            boolean known = !inventory.database().equals(DatabaseId.NONE)
                    && !inventory.log().isEmpty();
            add(
                    Inventory.FORMAT,
                    0,
                    problem,
                    known ? Remedy.REWRITE : Remedy.SALVAGE,
                    known
                            ? "written anew: snapshots and log say that it is the database " + inventory.database()
                            : "put a copy of this file back, or use --salvage");
        });
    }

    private void addDocuments() {
        for (Map.Entry<Long, String> damaged : inventory.damagedDocuments().entrySet()) {
            String path = SnapshotDocuments.path(damaged.getKey());
            if (snapshots.fetched().containsKey(damaged.getKey())) {
                add(path, 0, damaged.getValue(), Remedy.REPLACE, "replaced by the one in " + sourceName());
            } else if (diagnosis.leadsToNewest()) {
                add(path, 0, damaged.getValue(), Remedy.PASS_OVER, way() + " the newest state without it");
            } else {
                addUnmended(path, 0, damaged.getValue());
            }
        }
        snapshots.fetched().keySet().stream()
                .filter(id -> !inventory.damagedDocuments().containsKey(id))
                .forEach(id -> add(
                        SnapshotDocuments.path(id),
                        0,
                        "there is no snapshot that the log goes on from",
                        Remedy.REPLACE,
                        "taken from " + sourceName()));
    }

    private void addDataFile(DataFile file) {
        String problem = inventory.problem(file).orElseThrow();
        long offset = inventory.damagedAt(file);
        if (snapshots.isReplaceable(file)) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.REPLACE,
                    "replaced by the one in " + sourceName() + ", when that has the right SHA-256");
        } else if (!file.derived()) {
            addNeeded(file, offset, problem);
        } else if (snapshots.all().lastEntry().getValue().manifest().files().contains(file)) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.REBUILD,
                    "searches compare every row until it is made anew, which opening the database begins and a"
                            + " snapshot saves; --yes does both");
        }
        // An older snapshot does without: nothing is lost, and nothing is to be done.
    }

    private void addNeeded(DataFile file, long offset, String problem) {
        List<Long> needing = snapshots.all().entrySet().stream()
                .filter(entry -> entry.getValue().manifest().files().stream()
                        .anyMatch(candidate -> candidate.path().equals(file.path())))
                .map(Map.Entry::getKey)
                .toList();
        Optional<Long> current = diagnosis.newestCurrent();
        if (current.isEmpty()) {
            addUnmended(file.path(), offset, problem);
        } else if (current.get() > needing.getLast()) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.PASS_OVER,
                    "only older snapshots need it, " + needing
                            + ", which cannot be opened any more; 'contextdb snapshot cleanup' deletes them");
        } else if (diagnosis.opensBefore(current.get())) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.PASS_OVER,
                    "opening passes over " + needing + ", which cannot be opened without it: " + way()
                            + " the newest state; --yes puts the document aside");
        } else {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.USE_SNAPSHOT,
                    "'--use-snapshot " + current.get() + "' goes on from that snapshot, and the log behind it gives the"
                            + " newest state");
        }
    }

    /** What leads to the newest state, as the subject of a sentence. */
    private String way() {
        return diagnosis
                .newestCurrent()
                .map(id -> "snapshot " + id + " and the log give")
                .orElse("the log gives");
    }

    private void addLogDamage(LogInspection.Damage damage) {
        String path = inventory.directory().relativize(damage.file()).toString();
        if (diagnosis.copied().isPresent()) {
            add(path, damage.offset(), damage.problem(), Remedy.REPLACE, copiedLog());
        } else if (!diagnosis.isMendable(damage.file())) {
            addUnmendedLog(path, damage.offset(), damage.problem());
        } else if (diagnosis.isMendableAlone(damage.file())) {
            add(
                    path,
                    damage.offset(),
                    damage.problem(),
                    Remedy.REWRITE,
                    "made anew from what the rest of the log says");
        } else {
            add(
                    path,
                    damage.offset(),
                    damage.problem(),
                    Remedy.REPLACE,
                    "what is missing is taken from the log in " + sourceName());
        }
    }

    /** The log is sound as far as it goes, and does not go from a snapshot to the newest state. */
    private void addLogEnd() {
        if (diagnosis.leadsToNewest() && diagnosis.copied().isEmpty()) {
            return;
        }
        LogInspection log = inventory.log();
        Optional<String> problem = diagnosis
                .endsBefore()
                .map(id -> "the log ends with commit " + log.lastIndex() + ", but snapshot " + id
                        + " holds the commits up to " + snapshot(id).commitIndex());
        if (log.damages().isEmpty()
                && (problem.isPresent() || diagnosis.copied().isPresent())) {
            String path = inventory.directory().relativize(log.newest()).toString();
            String text = problem.orElse("the log begins with commit " + log.firstIndex() + ", behind every snapshot");
            if (diagnosis.copied().isPresent()) {
                add(path, 0, text, Remedy.REPLACE, copiedLog());
            } else {
                addUnmendedLog(path, 0, text);
            }
        }
    }

    private FileSource.Found snapshot(long id) {
        return Objects.requireNonNull(snapshots.all().get(id));
    }

    private String copiedLog() {
        long last = diagnosis.copied().orElseThrow().log().lastIndex();
        return "the log in " + sourceName() + ", which goes to commit " + last
                + ", takes the place of the one here; nothing tells whether there were commits behind that";
    }

    private void addUnmendedLog(String path, long offset, String problem) {
        Optional<Long> begins = diagnosis.beginsLog();
        if (begins.isEmpty()) {
            addUnmended(path, offset, problem);
            return;
        }
        long id = begins.get();
        add(
                path,
                offset,
                problem,
                Remedy.USE_SNAPSHOT,
                "'--use-snapshot " + id
                        + "' begins a new log behind that snapshot, which holds all that can be read, up"
                        + " to commit " + snapshot(id).commitIndex()
                        + "; commits behind that, if there were any, are lost then, unless "
                        + diagnosis
                                .sourceName()
                                .map(name -> "another --from than " + name + " has them")
                                .orElse("--from names another directory of this database that has them"));
    }

    /** What opening misses where no snapshot, and no log from the beginning, leads to the newest state. */
    private void addWhatOpeningNeeds() {
        diagnosis.stages().lost(snapshots.lastSoundIndex()).stream()
                .collect(Collectors.groupingBy(StageCheck.Checked::index, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(this::addStage);
        if (damages.stream().allMatch(DamagedFile::harmless)) {
            addUnmended(
                    DatabaseDirectory.METADATA,
                    0,
                    "no snapshot is there that the log goes on from: the log begins with commit "
                            + inventory.log().firstIndex()
                            + snapshots.all().values().stream().mapToLong(FileSource.Found::commitIndex).max().stream()
                                    .mapToObj(index -> ", and the newest snapshot ends with commit " + index)
                                    .findFirst()
                                    .orElse(""));
        }
    }

    /** One damage for all lost files of a bulk load: they are needed together, and lost together as a rule. */
    private void addStage(List<StageCheck.Checked> load) {
        StageCheck.Checked lost = load.getFirst();
        boolean alone = load.size() == 1;
        addUnmended(
                lost.file().path(),
                0,
                lost.problem().orElseThrow()
                        + (alone ? "" : ", and " + (load.size() - 1) + " more of the load are missing or damaged")
                        + "; commit " + lost.index() + " loads "
                        + lost.stage().nodes() + " nodes, " + lost.stage().edges() + " edges and "
                        + lost.stage().vectors() + " vectors from " + (alone ? "it" : "these files")
                        + ", and no sound snapshot holds them");
    }

    private void addUnmended(String path, long offset, String problem) {
        add(
                path,
                offset,
                problem,
                Remedy.SALVAGE,
                diagnosis
                        .sourceName()
                        .map(name -> name + " does not have it; try another --from, or --salvage")
                        .orElse("try --from with an archive or another directory of this database, or --salvage"));
    }

    private void add(String path, long offset, String problem, Remedy remedy, String advice) {
        damages.add(new DamagedFile(path, offset, problem, remedy, advice));
    }

    private String sourceName() {
        return diagnosis.sourceName().orElseThrow();
    }
}
