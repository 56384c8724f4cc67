package io.contextdb.bench.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.log.Log;
import io.contextdb.log.LogOptions;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Random;
import java.util.ServiceLoader;

/**
 * Measures durable writes in short turns, so that a disk that is slower for a while is so for all of them: a bare write with a sync, a command through
 * the commit log of one node, and a group of records through the log. The first turn of each is not counted.
 */
final class LogBench {
    /** Records of a batch. */
    static final int BATCH = 1000;

    private static final int TURNS = 20;
    private static final int PAYLOAD_BYTES = 100;
    private static final int PAYLOADS = 1000;
    private static final byte TYPE = 1;

    private final Path directory;
    private final long turnNanos;
    private final Progress progress;

    /** A benchmark that writes into an empty directory for about {@code seconds}. */
    LogBench(Path directory, double seconds, Progress progress) {
        this.directory = directory;
        turnNanos = (long) (seconds / (3 * (TURNS + 1)) * 1e9);
        this.progress = progress;
    }

    /** Does something durable. */
    private interface Operation {
        void run(int number) throws IOException;
    }

    LogResult run() throws IOException {
        OsFileSystem files = new OsFileSystem();
        Path singleDirectory = directory.resolve("single");
        Path batchDirectory = directory.resolve("batch");
        files.createDirectories(singleDirectory);
        files.createDirectories(batchDirectory);
        Latencies single = new Latencies();
        Latencies batch = new Latencies();
        Latencies fdatasync = new Latencies();
        try (Arena arena = Arena.ofShared();
                RawFile raw = new RawFile(directory.resolve("raw"), PAYLOAD_BYTES);
                CommitLog commits = provider()
                        .open(new CommitLogContext(
                                singleDirectory, files, Durability.SYNC, CommitLogContext.SEGMENT_BYTES_DEFAULT));
                Log log = new Log(new LogOptions(batchDirectory, files, CommitLogContext.SEGMENT_BYTES_DEFAULT));
                SegmentMaker maker = new SegmentMaker(log)) {
            MemorySegment[] payloads = payloads(arena);
            commits.start((position, command) -> position.index(), 0);
            log.recover(0, (type, term, index, payload) -> {});
            maker.start();
            for (int turn = 0; turn <= TURNS; turn++) {
                boolean counts = turn > 0;
                progress.update("writing", turn, TURNS + 1);
                turn(counts ? fdatasync : new Latencies(), raw::writeAndSync);
                turn(counts ? single : new Latencies(), number -> commits.propose(payloads[number % PAYLOADS]));
                turn(counts ? batch : new Latencies(), number -> appendBatch(log, payloads));
                commits.truncateBefore(commits.applied().index());
                log.truncateBefore(log.lastIndex());
            }
            progress.update("writing", TURNS + 1, TURNS + 1);
        }
        return new LogResult(single, batch, fdatasync);
    }

    private void turn(Latencies latencies, Operation operation) throws IOException {
        long start = System.nanoTime();
        long before = start;
        for (int number = 0; before - start < turnNanos; number++) {
            operation.run(number);
            long after = System.nanoTime();
            latencies.add(after - before);
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
    private static MemorySegment[] payloads(Arena arena) {
        Random random = new Random(1);
        byte[] bytes = new byte[PAYLOAD_BYTES];
        MemorySegment[] payloads = new MemorySegment[PAYLOADS];
        for (int i = 0; i < PAYLOADS; i++) {
            random.nextBytes(bytes);
            payloads[i] = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        }
        return payloads;
    }

    private static ConsensusProvider provider() {
        return ServiceLoader.load(ConsensusProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("single"))
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.PROVIDER_NOT_FOUND, "no commit log named single is on the module path"));
    }
}
