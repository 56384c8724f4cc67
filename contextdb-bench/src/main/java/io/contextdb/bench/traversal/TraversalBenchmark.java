package io.contextdb.bench.traversal;

import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import io.contextdb.api.Traversal.Order;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Queries through the public API, with results of the caller. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TraversalBenchmark {
    private final NodeList nodes = new NodeList();
    private final GraphPath path = new GraphPath();
    private final HybridResult hybrid = new HybridResult();
    private final Traversal one = Traversal.within(1);
    private final Traversal two = Traversal.within(2);
    private final Traversal three = Traversal.within(3);
    private final Traversal deep = two.ordered(Order.DEPTH_FIRST);
    private final Traversal anywhere = Traversal.within(Integer.MAX_VALUE);
    private final SimilarityQuery top = SimilarityQuery.top(10);

    /** Made by JMH. */
    public TraversalBenchmark() {}

    @Benchmark
    public int oneHop(RandomGraph graph) {
        graph.database().queryRelated(graph.node(), one, nodes);
        return nodes.size();
    }

    @Benchmark
    public int twoHops(RandomGraph graph) {
        graph.database().queryRelated(graph.node(), two, nodes);
        return nodes.size();
    }

    @Benchmark
    public int threeHops(RandomGraph graph) {
        graph.database().queryRelated(graph.node(), three, nodes);
        return nodes.size();
    }

    @Benchmark
    public int twoHopsDepthFirst(RandomGraph graph) {
        graph.database().queryRelated(graph.node(), deep, nodes);
        return nodes.size();
    }

    @Benchmark
    public int shortestPath(RandomGraph graph) {
        graph.database().findShortestPath(graph.node(), graph.node(), anywhere, path);
        return path.length();
    }

    @Benchmark
    public int hybridWithinTwoHops(RandomGraph graph) {
        graph.database().queryHybrid(graph.node(), two, graph.node(), top, hybrid);
        return hybrid.hits().size();
    }
}
