package io.contextdb.transfer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.testkit.Seeds;
import io.contextdb.transfer.Export;
import io.contextdb.transfer.ExportFormat;
import io.contextdb.transfer.ExportOptions;
import io.contextdb.transfer.ExportReport;
import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.ImportPlan;
import io.contextdb.transfer.ImportSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported and imported again is the same: the digests of databases with random content are equal. */
class RoundTripTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path directory;

    private Database open(String name, String storage) {
        return ContextDB.open(
                directory.resolve(name),
                DatabaseOptions.defaults().storage(storage).durability(DatabaseOptions.Durability.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void everyDatabaseComesBackWithItsDigest(ExportFormat format) {
        Random random = Seeds.random("everyDatabaseComesBackWithItsDigest");
        for (int round = 0; round < ROUNDS; round++) {
            ExportOptions options = ExportOptions.of(format)
                    .gzip(random.nextBoolean())
                    .rowsPerFile(random.nextBoolean() ? 1 + random.nextInt(9) : 1_000_000);
            Path target = directory.resolve("export" + round);
            String expected;
            ExportReport report;
            try (Database db = open("source" + round, "mmap")) {
                new RandomContent(random).fill(db);
                expected = db.contentDigest(Progress.none());
                report = Export.write(db, options, target, Progress.none());
                assertEquals(db.statistics().vectors(), report.vectors());
            }
            try (Database db = open("copy" + round, random.nextBoolean() ? "mmap" : "memory")) {
                ImportSummary summary = read(db, target);
                assertEquals(0, summary.rejected());
                assertEquals(expected, db.contentDigest(Progress.none()), "round " + round + " with " + options);
                assertEquals(report.nodes(), db.statistics().nodes());
                assertEquals(report.edges(), db.statistics().edges());
            }
        }
    }

    private static ImportSummary read(Database db, Path export) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            ImportSummary summary =
                    ImportPlan.of(List.of(export), ImportOptions.defaults()).read(loader, (_, _, _, _) -> {});
            loader.commit(Progress.none());
            return summary;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseComesBackEmpty(ExportFormat format) {
        Path target = directory.resolve("empty");
        String expected;
        try (Database db = open("source", "mmap")) {
            expected = db.contentDigest(Progress.none());
            List<String> phases = new ArrayList<>();
            Export.write(db, ExportOptions.of(format), target, (phase, done, total) -> phases.add(phase));
            assertEquals(List.of(), phases);
        }
        try (Database db = open("copy", "mmap")) {
            read(db, target);
            assertEquals(expected, db.contentDigest(Progress.none()));
        }
    }
}
