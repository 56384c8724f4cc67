package io.contextdb.bench.vector;

import io.contextdb.api.Metric;
import io.contextdb.bench.common.ClusteredRows;
import io.contextdb.kernels.KernelWidth;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.Scorer;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Comparing one vector with 64 that are in the nearest cache, one by one and all together; times are for one pair. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelBenchmark {
    private static final int ROWS = 64;

    /** Components of a vector. */
    @Param({"128", "768"})
    public int dimension;

    /** What is computed. */
    @Param({"DOT", "EUCLIDEAN"})
    public Metric metric = Metric.DOT;

    /** With registers of this width; SCALAR is the definition the others are tested against. */
    @Param({"BITS_512", "BITS_256", "BITS_128", "SCALAR"})
    public KernelWidth width = KernelWidth.SCALAR;

    private final Arena arena = Arena.ofShared();
    private final int[] ordinals =
            new Random(3).ints(0, ROWS).distinct().limit(ROWS).toArray();
    private final float[] scores = new float[ROWS];
    private ClusteredRows rows = new ClusteredRows(1, 1, arena);
    private final Query query = new Query();

    /** Made by JMH. */
    public KernelBenchmark() {}

    /** Draws the rows. */
    @Setup(Level.Trial)
    public void draw() {
        rows = new ClusteredRows(ROWS, dimension, arena);
        query.set(new Scorer(metric, dimension, width), rows, 0);
    }

    /** One pair after the other. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float oneByOne() {
        float sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += query.score(ordinals[i]);
        }
        return sum;
    }

    /** All rows in one call, which takes them in fours. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[] together() {
        query.score(ordinals, 0, ROWS, scores);
        return scores;
    }

    /** Frees the rows. */
    @TearDown(Level.Trial)
    public void close() {
        arena.close();
    }
}
