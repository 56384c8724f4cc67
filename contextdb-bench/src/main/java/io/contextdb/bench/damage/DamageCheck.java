package io.contextdb.bench.damage;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.VerifyReport;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Opens a database of which one file is damaged, and compares all it says with what the sound one says. Thread-safe.
 */
final class DamageCheck {
    private static final Set<ErrorCode> REFUSALS = EnumSet.of(
            ErrorCode.CORRUPTION,
            ErrorCode.NOT_A_DATABASE,
            ErrorCode.FORMAT_TOO_NEW,
            ErrorCode.FOREIGN_FILE,
            ErrorCode.INVALID_CONFIGURATION);

    private final MemoryFileSystem image;
    private final List<String> expected;

    /**
     * A check of a database.
     *
     * @param image its files, which do not change
     * @param expected its answers
     */
    DamageCheck(MemoryFileSystem image, List<String> expected) {
        this.image = image;
        this.expected = expected;
    }

    /** Makes a sound database. */
    static DamageCheck ofSound() {
        MemoryFileSystem disk = SweptDatabase.make();
        MemoryFileSystem image = disk.copy();
        try (Database db = SweptDatabase.open(disk)) {
            List<String> answers = new Reading().answers(db);
            if (answers.contains(Reading.REFUSED)) {
                throw new IllegalStateException("the sound database refuses answers");
            }
            return new DamageCheck(image, answers);
        }
    }

    MemoryFileSystem image() {
        return image;
    }

    /** What came of a damage. */
    enum Outcome {
        /** The database was not opened, with an error that names a file. */
        NOT_OPENED,
        /** Some answers were refused, with errors that name a file; the others were right. */
        REFUSED_IN_PART,
        /** All answers were right. */
        HARMLESS
    }

    /**
     * Checks a damage.
     *
     * @param verify whether {@code verify} must find damage to a data file that nothing else has met
     * @throws IllegalStateException saying what is wrong
     */
    Outcome run(Path damaged, byte[] bytes, boolean verify) {
        MemoryFileSystem disk = image.copy();
        disk.put(damaged, bytes);
        try (Database db = SweptDatabase.open(disk)) {
            List<String> answers = new Reading().answers(db);
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).equals(Reading.REFUSED) && !answers.get(i).equals(expected.get(i))) {
                    throw new IllegalStateException("answer " + i + " is wrong: " + answers.get(i));
                }
            }
            if (answers.contains(Reading.REFUSED)) {
                return Outcome.REFUSED_IN_PART;
            }
            if (verify && Places.isData(damaged) && findsNothing(db)) {
                requireGone(disk, damaged, bytes);
            }
            return Outcome.HARMLESS;
        } catch (ContextDbException e) {
            if (REFUSALS.contains(e.code()) && e.getMessage().contains(SweptDatabase.HOME.toString())) {
                return Outcome.NOT_OPENED;
            }
            throw e;
        }
    }

    private static boolean findsNothing(Database db) {
        VerifyReport report = db.verify(Progress.none());
        return report.problems().isEmpty() && report.warnings().isEmpty();
    }

    /** A snapshot that could not be opened is written again from the log, as soon as there is time. */
    private void requireGone(MemoryFileSystem disk, Path damaged, byte[] bytes) {
        boolean there = disk.exists(damaged) && Arrays.equals(bytes, disk.bytes(damaged));
        if (there && !Arrays.equals(bytes, image.bytes(damaged))) {
            throw new IllegalStateException("verify finds nothing");
        }
    }
}
