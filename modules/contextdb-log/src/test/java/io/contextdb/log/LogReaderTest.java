package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.read;
import static io.contextdb.log.Records.recover;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Readers and checks beside a writer that rotates and truncates. */
class LogReaderTest {
    private static final int RECORDS = 4000;

    @Test
    void readersSeeEveryRecordWhereverItsSegmentIs() throws Exception {
        Random random = Seeds.random("readersSeeEveryRecordWhereverItsSegmentIs");
        MemoryFileSystem files = new MemoryFileSystem();
        files.createDirectories(DIRECTORY);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        try (Log log = log(files);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            recover(log, 0);
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Random ofReader = new Random(random.nextLong());
                readers.add(threads.submit(() -> {
                    while (!ended.get()) {
                        readSome(log, ofReader);
                        reads.incrementAndGet();
                    }
                }));
            }
            readers.add(threads.submit(() -> {
                while (!ended.get()) {
                    assertEquals(List.of(), log.verify());
                }
            }));
            try {
                for (int i = 1; i <= RECORDS; i++) {
                    commit(log, 1, text(i));
                    if (i % 500 == 0) {
                        log.truncateBefore(i - 300);
                    }
                    if (i % 7 == 0) {
                        log.prepareSegment();
                    }
                }
            } finally {
                ended.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertTrue(reads.get() > 0);
    }

    private static void readSome(Log log, Random random) {
        long first = log.firstIndex();
        long last = log.lastIndex();
        if (last < first) {
            return;
        }
        long from = random.nextLong(first, last + 1);
        long to = Math.min(last, from + random.nextInt(50));
        try {
            List<String> found = read(log, from, to);
            assertEquals(to - from + 1, found.size());
            for (int i = 0; i < found.size(); i++) {
                assertEquals("1/" + (from + i) + ":" + text(from + i), found.get(i));
            }
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.SNAPSHOT_TOO_OLD, e.code(), e::getMessage);
        }
    }

    private static String text(long index) {
        return index + "-" + "abcdefghijklmnop".repeat((int) (index % 13));
    }
}
