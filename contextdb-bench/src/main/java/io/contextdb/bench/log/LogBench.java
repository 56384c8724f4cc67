package io.contextdb.bench.log;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.bench.common.Latencies;
import io.contextdb.bench.common.Providers;
import io.contextdb.bench.common.RawFile;
import io.contextdb.log.Log;
import io.contextdb.log.LogOptions;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures durable writes in short turns, so that a disk that is slower for a while is so for all of them: a bare write
 * with a sync, a command through the commit log of one node, a group of records through the log, nodes through a whole
 * database, and puts through RocksDB. Each round has another order, for what one of them leaves to the disk, such as
 * files made in advance or flushed behind, slows down whichever comes next. Before that the code runs without syncs
 * until it is compiled.
 */
final class LogBench {
    /** Records of a batch. */
    static final int BATCH = 1000;

    private static final int TURNS = 20;
    private static final int OPERATIONS = 7;
    private static final int WARM_UP = 30_000;
    private static final int WARM_UP_BATCHES = 400;
    private static final int PAYLOAD_BYTES = 100;
    private static final int PAYLOADS = BATCH;
    private static final byte TYPE = 1;
    private static final OsFileSystem FILES = new OsFileSystem();

    private final Path directory;
    private final long turnNanos;
    private final Progress progress;

    /** A benchmark that writes into an empty directory for about {@code seconds}. */
    LogBench(Path directory, double seconds, Progress progress) {
        this.directory = directory;
        turnNanos = (long) (seconds / (OPERATIONS * TURNS) * 1e9);
        this.progress = progress;
    }

    /** Does something durable. */
    private interface Operation {
        void run(int number) throws IOException;
    }

    /** An operation and how long it took each time. */
    private record Measured(Latencies latencies, Operation operation) {}

    LogResult run() throws IOException {
        LogResult result = LogResult.empty();
        try (Arena arena = Arena.ofShared();
                RawFile raw = new RawFile(directory.resolve("raw"), PAYLOAD_BYTES);
                CommitLog commits = openCommitLog("single", Durability.SYNC);
                Log log = openLog("batch");
                SegmentMaker maker = new SegmentMaker(log);
                NodeWriter nodes = new NodeWriter(directory.resolve("database"), Durability.SYNC);
                RocksWriter rocks = new RocksWriter(directory.resolve("rocksdb"), true)) {
            byte[][] values = values();
            MemorySegment[] payloads = payloads(values, arena);
            warmUp(payloads, values);
            maker.start();
            List<Measured> all = new ArrayList<>(List.of(
                    new Measured(result.fdatasync(), raw::writeAndSync),
                    new Measured(result.single(), number -> commits.propose(payloads[number % PAYLOADS], null)),
                    new Measured(result.batch(), number -> appendBatch(log, payloads)),
                    new Measured(result.databaseSingle(), number -> nodes.put(values[number % PAYLOADS])),
                    new Measured(result.databaseBatch(), number -> nodes.put(values)),
                    new Measured(result.rocksSingle(), number -> rocks.put(values[number % PAYLOADS])),
                    new Measured(result.rocksBatch(), number -> rocks.put(values))));
            Random order = new Random(1);
            for (int turn = 0; turn < TURNS; turn++) {
                progress.update("writing", turn, TURNS);
                Collections.shuffle(all, order);
                for (Measured each : all) {
                    turn(each);
                }
                commits.truncateBefore(commits.applied().index());
                log.truncateBefore(log.lastIndex());
            }
            progress.update("writing", TURNS, TURNS);
        }
        return result;
    }

    private void warmUp(MemorySegment[] payloads, byte[][] values) throws IOException {
        try (RawFile raw = new RawFile(directory.resolve("raw-warm-up"), PAYLOAD_BYTES);
                CommitLog commits = openCommitLog("warm-up", Durability.NONE);
                NodeWriter nodes = new NodeWriter(directory.resolve("database-warm-up"), Durability.NONE);
                RocksWriter rocks = new RocksWriter(directory.resolve("rocksdb-warm-up"), false)) {
            for (int i = 0; i < WARM_UP; i++) {
                raw.write(i);
                commits.propose(payloads[i % PAYLOADS], null);
                nodes.put(values[i % PAYLOADS]);
                rocks.put(values[i % PAYLOADS]);
            }
            for (int i = 0; i < WARM_UP_BATCHES; i++) {
                nodes.put(values);
                rocks.put(values);
            }
        }
    }

    private CommitLog openCommitLog(String name, Durability durability) {
        CommitLog commits = Providers.consensus("single")
                .open(new CommitLogContext(
                        makeDirectory(name), FILES, durability, CommitLogContext.SEGMENT_BYTES_DEFAULT));
        commits.start((position, command) -> position.index(), 0);
        return commits;
    }

    private Log openLog(String name) {
        Log log = new Log(new LogOptions(makeDirectory(name), FILES, CommitLogContext.SEGMENT_BYTES_DEFAULT));
        log.recover(0, (type, term, index, payload) -> {});
        return log;
    }

    private Path makeDirectory(String name) {
        Path path = directory.resolve(name);
        FILES.createDirectories(path);
        return path;
    }

    private void turn(Measured measured) throws IOException {
        long start = System.nanoTime();
        long before = start;
        for (int number = 0; before - start < turnNanos; number++) {
            measured.operation().run(number);
            long after = System.nanoTime();
            measured.latencies().add(after - before);
            before = after;
        }
    }

    private static void appendBatch(Log log, MemorySegment[] payloads) {
        for (int i = 0; i < BATCH; i++) {
            log.append(TYPE, 1, payloads[i]);
        }
        log.write();
        log.force();
    }

    /** Random bytes, so that nothing is compressed. */
    private static byte[][] values() {
        Random random = new Random(1);
        byte[][] values = new byte[PAYLOADS][PAYLOAD_BYTES];
        for (byte[] value : values) {
            random.nextBytes(value);
        }
        return values;
    }

    private static MemorySegment[] payloads(byte[][] values, Arena arena) {
        return Stream.of(values)
                .map(value -> arena.allocateFrom(ValueLayout.JAVA_BYTE, value))
                .toArray(MemorySegment[]::new);
    }
}
