package io.contextdb.cli.command;

import io.contextdb.api.DamagedFile;
import io.contextdb.api.RepairReport;
import io.contextdb.api.SalvageReport;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.cli.output.UnsignedId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What repairs and salvages found and did, in words and as objects. */
final class RepairOutput {
    private static final List<String> COLUMNS = List.of("file", "byte", "problem", "what can be done");

    private RepairOutput() {}

    static void print(Console console, RepairReport report) {
        if (report.applied()) {
            report.aside().forEach(path -> console.print("put aside: " + path));
        }
        table(console, report.remaining());
        console.print(verdict(report));
    }

    private static String verdict(RepairReport report) {
        int left = report.remaining().size();
        if (!report.applied() || report.damages().isEmpty()) {
            return left == 0 ? "sound" + unknownEnd(report) : Numbers.counted(left, "damage");
        }
        int before = report.damages().size();
        return "mended " + Math.max(0, before - left) + " of " + Numbers.counted(before, "damage")
                + (report.usable() ? "; the database can be opened, and " + loss(report) : "");
    }

    private static String loss(RepairReport report) {
        return report.endKnown()
                ? "nothing is lost"
                : "whether commits were behind its newest one is not known: these would be lost";
    }

    /** What a crash leaves behind a new segment looks the same as one that has lost all it held. */
    private static String unknownEnd(RepairReport report) {
        return report.endKnown() ? "" : "; the newest segment of the log is empty, and was not closed";
    }

    private static void table(Console console, List<DamagedFile> damages) {
        if (!damages.isEmpty()) {
            console.printTable(
                    COLUMNS,
                    damages.stream()
                            .map(damage -> List.of(damage.path(), damage.offset(), damage.problem(), damage.advice()))
                            .toList());
        }
    }

    static Map<String, Object> object(RepairReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sound", report.sound());
        object.put("usable", report.usable());
        object.put("applied", report.applied());
        object.put("end_known", report.endKnown());
        object.put("damages", objects(report.damages()));
        object.put("remaining", objects(report.remaining()));
        object.put(
                "snapshots",
                report.snapshots().stream().map(RepairOutput::object).toList());
        object.put("aside", report.aside());
        return object;
    }

    private static List<Map<String, Object>> objects(List<DamagedFile> damages) {
        return damages.stream().map(RepairOutput::object).toList();
    }

    private static Map<String, Object> object(DamagedFile damage) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", damage.path());
        object.put("offset", damage.offset());
        object.put("problem", damage.problem());
        object.put("remedy", damage.remedy().name().toLowerCase(Locale.ROOT));
        object.put("advice", damage.advice());
        return object;
    }

    private static Map<String, Object> object(RepairReport.SnapshotState state) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("snapshot", state.id());
        object.put("commit_index", state.commitIndex());
        object.put("sound", state.sound());
        object.put("current", state.current());
        return object;
    }

    static void print(Console console, Path directory, Path target, SalvageReport report) {
        if (!report.damages().isEmpty()) {
            console.printTable(
                    List.of("file", "byte", "problem"),
                    report.damages().stream()
                            .map(damage -> List.of(damage.path(), damage.offset(), damage.problem()))
                            .toList());
        }
        console.print("salvaged commit " + report.commitIndex() + " of " + directory + " into " + target
                + ", the database " + report.database() + ": "
                + counted(report.nodes(), report.edges(), report.vectors()));
        print(console, report.missing());
        console.print(lost(report.lost()));
        if (!report.endKnown()) {
            console.print("how far the log went is not known: its end is gone, and commits that left no other trace are"
                    + " lost too");
        }
    }

    private static void print(Console console, SalvageReport.Missing missing) {
        if (missing.equals(SalvageReport.Missing.NOTHING)) {
            return;
        }
        console.printTable(
                List.of("cannot be read", "from row", "to row", "rows", "ids", "problem"),
                missing.gaps().stream()
                        .map(gap -> List.of(gap.what(), gap.first(), gap.last(), gap.rows(), ids(gap), gap.problem()))
                        .toList());
        console.print("missing: " + counted(missing.nodes(), missing.edges(), missing.vectors()));
        if (missing.edgesWithoutEnd() > 0) {
            console.print(
                    "of these edges, " + missing.edgesWithoutEnd() + " could be read, and a node at an end is missing");
        }
        if (missing.incomplete() > 0) {
            console.print("without some of their labels or properties: " + missing.incomplete() + " nodes and edges");
        }
        if (missing.commitsRefused() > 0) {
            console.print("not applied: " + Numbers.counted(missing.commitsRefused(), "commit")
                    + " behind the snapshot that changed what is missing, or had been refused before");
        }
    }

    private static String ids(SalvageReport.Gap gap) {
        return gap.ids()
                .map(ids -> Long.toUnsignedString(ids.lowest()) + " to " + Long.toUnsignedString(ids.highest()))
                .orElse("unknown");
    }

    private static String counted(long nodes, long edges, long vectors) {
        return Numbers.counted(nodes, "node") + ", " + Numbers.counted(edges, "edge") + " and "
                + Numbers.counted(vectors, "vector");
    }

    private static String lost(SalvageReport.Lost lost) {
        if (lost.commits() == 0) {
            return "no commit is lost that left a trace";
        }
        return "lost: commits " + lost.firstCommit() + " to " + lost.lastCommit()
                + ", for they go on from a state that is gone; " + lost.commitsRead() + " of these " + lost.commits()
                + " are in the log, and changed " + counted(lost.nodes(), lost.edges(), lost.vectors());
    }

    static Map<String, Object> object(SalvageReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("database", report.database());
        object.put("snapshot", report.snapshotId());
        object.put("commit_index", report.commitIndex());
        object.put("nodes", report.nodes());
        object.put("edges", report.edges());
        object.put("vectors", report.vectors());
        Map<String, Object> lost = new LinkedHashMap<>();
        lost.put("first_commit", report.lost().firstCommit());
        lost.put("last_commit", report.lost().lastCommit());
        lost.put("commits", report.lost().commits());
        lost.put("commits_read", report.lost().commitsRead());
        lost.put("nodes", report.lost().nodes());
        lost.put("edges", report.lost().edges());
        lost.put("vectors", report.lost().vectors());
        object.put("lost", lost);
        object.put("complete", report.complete());
        object.put("missing", object(report.missing()));
        object.put("end_known", report.endKnown());
        object.put("damages", objects(report.damages()));
        return object;
    }

    private static Map<String, Object> object(SalvageReport.Missing missing) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", missing.nodes());
        object.put("edges", missing.edges());
        object.put("edges_without_end", missing.edgesWithoutEnd());
        object.put("vectors", missing.vectors());
        object.put("incomplete", missing.incomplete());
        object.put("commits_refused", missing.commitsRefused());
        object.put("gaps", missing.gaps().stream().map(RepairOutput::object).toList());
        return object;
    }

    private static Map<String, Object> object(SalvageReport.Gap gap) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("what", gap.what());
        object.put("first", gap.first());
        object.put("last", gap.last());
        object.put("rows", gap.rows());
        gap.ids().ifPresent(ids -> {
            object.put("lowest_id", new UnsignedId(ids.lowest()));
            object.put("highest_id", new UnsignedId(ids.highest()));
        });
        object.put("problem", gap.problem());
        return object;
    }
}
