package io.contextdb.bench.log;

import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.log.Log;
import io.contextdb.log.LogOptions;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost the processor to append a group of records and hand it to the operating system, without a sync? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LogAppendBenchmark {
    private static final byte TYPE = 1;
    private static final long KEPT_RECORDS = 500_000;

    /** Records of a group. */
    @Param({"1", "32", "1000"})
    public int records;

    /** Bytes of a payload, random and so not compressed; above 512 the attempt is made. */
    @Param({"100", "1000"})
    public int payloadBytes;

    private final Arena arena = Arena.ofShared();
    private Path directory = Path.of("");
    private MemorySegment payload = MemorySegment.NULL;
    private Log log = newLog();

    private Log newLog() {
        return new Log(new LogOptions(directory, new OsFileSystem(), 64 << 20));
    }

    /** Makes an empty log in the directory for temporary files. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        byte[] bytes = new byte[payloadBytes];
        new Random(1).nextBytes(bytes);
        payload = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        directory = TemporaryDirectory.named("contextdb-log-append-").path();
        log = newLog();
        log.recover(0, (type, term, index, found) -> {});
    }

    /** Deletes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        log.close();
        arena.close();
        new TemporaryDirectory(directory).close();
    }

    /** Keeps the disk from filling. */
    @TearDown(Level.Iteration)
    public void truncate() {
        log.truncateBefore(log.lastIndex() - KEPT_RECORDS);
    }

    /** A group. */
    @Benchmark
    public void appendGroup() {
        for (int i = 0; i < records; i++) {
            log.append(TYPE, 1, payload);
        }
        log.write();
    }
}
