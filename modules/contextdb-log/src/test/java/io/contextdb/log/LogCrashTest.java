package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.recover;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.ContentHash;
import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import io.contextdb.testkit.file.RecordingFileSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Crashes after every change a workload makes to its files, with every kind of damage, and recovers: all that was made
 * durable is there, and nothing that was never written, or was refused because the disk was full for a while; then
 * crashes again during some of the recoveries.
 */
class LogCrashTest {
    private static final int STEPS = 90;
    private static final int SEEDS = 3;
    private static final String AFTERWARDS = "afterwards";

    /** The payload of each record ever written; index 1 comes first. */
    private final List<String> written = new ArrayList<>();

    private final List<Promise> promises = new ArrayList<>();

    /** What holds for a crash at this position of the recording or a later one. */
    private record Promise(int position, long durableIndex, long firstNeeded) {}

    /** {@code -Dcontextdb.rounds=...} makes it a long run. */
    @Test
    void everyCrashRecovers() {
        long seed = Seeds.next("everyCrashRecovers");
        int images = 0;
        int rounds = Integer.getInteger("contextdb.rounds", 3);
        for (int round = 0; round < rounds; round++) {
            images += crashEverywhere(seed + round);
        }
        System.out.println("everyCrashRecovers " + images + " distinct images");
        assertTrue(images > 200 * rounds);
    }

    private int crashEverywhere(long seed) {
        written.clear();
        promises.clear();
        RecordingFileSystem files = new RecordingFileSystem(new MemoryFileSystem());
        files.createDirectories(DIRECTORY);
        runWorkload(files, new Random(seed));

        Set<ContentHash> images = new HashSet<>();
        CrashReplay replay = new CrashReplay(files.changes());
        int promise = 0;
        while (replay.advance()) {
            while (promise + 1 < promises.size() && promises.get(promise + 1).position <= replay.position()) {
                promise++;
            }
            for (Damage damage : Damage.values()) {
                for (int variant = 0; variant < SEEDS; variant++) {
                    var image = replay.crash(damage, seed + variant);
                    if (images.add(image.hash())) {
                        checkRecovery(image.toFileSystem(), promises.get(promise), images.size() % 50 == 0, seed);
                    }
                }
            }
        }
        return images.size();
    }

    private void runWorkload(RecordingFileSystem files, Random random) {
        FaultyFileSystem disk = new FaultyFileSystem(files);
        Log log = log(disk);
        promises.add(new Promise(0, 0, 1));
        recover(log, 0);
        long firstNeeded = 1;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0 -> log.mark();
                case 1 -> log.prepareSegment();
                case 2 -> {
                    // A snapshot holds durable records only. From the moment the call begins, those before may be gone.
                    long durableIndex = promises.getLast().durableIndex;
                    firstNeeded = Math.max(firstNeeded, random.nextLong(durableIndex + 2));
                    promises.add(new Promise(files.position(), durableIndex, firstNeeded));
                    log.truncateBefore(firstNeeded);
                }
                case 3 -> {
                    log.close();
                    promises.add(new Promise(files.position(), written.size(), firstNeeded));
                    log = log(disk);
                    recover(log, firstNeeded - 1);
                }
                default -> {
                    int before = written.size();
                    for (int i = random.nextInt(8) / 4 * random.nextInt(4); i >= 0; i--) {
                        String text = written.size() + "=" + "abcdefgh".repeat(random.nextInt(60));
                        written.add(text);
                        append(log, 1, text);
                    }
                    if (random.nextInt(4) == 0) {
                        disk.diskFullAfter(random.nextInt(4));
                    }
                    if (!isWritten(log)) {
                        written.subList(before, written.size()).clear();
                    }
                    disk.diskFree();
                    if (random.nextInt(4) != 0) {
                        log.force();
                        promises.add(new Promise(files.position(), written.size(), firstNeeded));
                    }
                }
            }
        }
        log.close();
        promises.add(new Promise(files.position(), written.size(), firstNeeded));
    }

    private static boolean isWritten(Log log) {
        try {
            log.write();
            return true;
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.DISK_FULL, e.code(), e::getMessage);
            return false;
        }
    }

    private void checkRecovery(MemoryFileSystem image, Promise promise, boolean crashAgain, long seed) {
        RecordingFileSystem files = new RecordingFileSystem(image);
        files.include(DIRECTORY);
        int filesFound = files.position();
        long last = checkOnce(files, promise, written);
        if (!crashAgain) {
            return;
        }
        List<String> extended = new ArrayList<>(written.subList(0, (int) last));
        extended.add(last < written.size() ? written.get((int) last) : AFTERWARDS);
        CrashReplay replay = new CrashReplay(files.changes());
        while (replay.position() < filesFound) {
            replay.advance();
        }
        while (replay.advance()) {
            for (Damage damage : Damage.values()) {
                checkOnce(replay.crash(damage, seed).toFileSystem(), promise, extended);
            }
        }
    }

    /**
     * Recovers, appends, reopens; returns the last index that recovery found. What is appended is the lost record once
     * more, where one was lost: its bytes are those that were cut, so leftovers behind them would fit again.
     */
    private static long checkOnce(FileSystem files, Promise promise, List<String> expected) {
        String appended;
        long applied = promise.firstNeeded - 1;
        long last;
        try (Log log = log(files)) {
            List<String> found = recover(log, applied);
            last = applied + found.size();
            assertTrue(last >= promise.durableIndex, () -> "the log ends with " + log.lastIndex() + ", " + promise);
            assertTrue(last <= expected.size());
            for (int i = 0; i < found.size(); i++) {
                long index = applied + 1 + i;
                assertEquals("1/" + index + ":" + expected.get((int) index - 1), found.get(i));
            }
            appended = last < expected.size() ? expected.get((int) last) : AFTERWARDS;
            commit(log, 1, appended);
        }
        try (Log log = log(files)) {
            assertEquals(List.of("1/" + (last + 1) + ":" + appended), recover(log, last));
            assertEquals(List.of(), log.verify());
        }
        return last;
    }
}
