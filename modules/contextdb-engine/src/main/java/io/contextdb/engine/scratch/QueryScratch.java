package io.contextdb.engine.scratch;

import io.contextdb.api.Metric;
import io.contextdb.api.spi.VectorSearch;
import io.contextdb.kernels.Scorer;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one query works in. The parts are independent of each other; whoever uses one leaves it empty. A query that
 * fails does not give its scratch back, so no one finds it half used.
 */
public final class QueryScratch {
    private static final int SCORERS = 4;

    /** The edge types followed. */
    public final TypeSelection types = new TypeSelection();

    /** A breadth-first walk, or the half of a path search that comes from the start. */
    public final Expansion forward = new Expansion();

    /** The half of a path search that comes from the end. */
    public final Expansion backward = new Expansion();

    /** Ids of some nodes on their way into a result. */
    public final long[] ids = new long[256];

    /** Nodes or vector rows that matter to one query. */
    public final OrdinalSet marked = new OrdinalSet();

    /** What a depth-first walk still has to do. */
    public final IntStack stack = new IntStack();

    /** The least depth at which a depth-first walk met each node. */
    public final Int2IntOpenHashMap depths = new Int2IntOpenHashMap();

    /** The nodes a depth-first walk found, or those marked. */
    public final IntArrayList found = new IntArrayList();

    /** Whether the walk under way is depth-first. */
    public boolean depthFirst;

    /** The best hits of a similarity search. */
    public final TopHits hits = new TopHits();

    /** A query's vector that is not a stored row. */
    public final QueryVector vector = new QueryVector();

    /** What vectors are compared with. */
    public final RowQuery query = new RowQuery();

    /** What an index is asked. */
    public final VectorSearch search = new VectorSearch();

    /** The rows a similarity search is confined to. */
    public final RowSet candidates = new RowSet();

    /** Some rows on their way through the kernels. */
    public final RowSet block = new RowSet();

    private final @Nullable Scorer[] scorers = new Scorer[SCORERS];
    private int scorersMade;
    private float[] scores = new float[64];
    private int[] neighbors = new int[64];
    private int[] edges = new int[64];

    /** Scratch that has not grown. */
    public QueryScratch() {}

    /** Room for this many neighbours; what earlier calls returned keeps its content up to the present room. */
    public int[] neighbors(int count) {
        if (neighbors.length < count) {
            neighbors = Arrays.copyOf(neighbors, count + (count >> 1));
        }
        return neighbors;
    }

    /** Room for this many edges, beside {@link #neighbors}. */
    public int[] edges(int count) {
        if (edges.length < count) {
            edges = new int[count + (count >> 1)];
        }
        return edges;
    }

    /** Room for this many scores. */
    public float[] scores(int count) {
        if (scores.length < count) {
            scores = new float[count + (count >> 1)];
        }
        return scores;
    }

    /** A scorer for the vectors of a space; the few used last are kept. */
    public Scorer scorer(Metric metric, int dimension) {
        for (Scorer scorer : scorers) {
            if (scorer != null && scorer.metric() == metric && scorer.dimension() == dimension) {
                return scorer;
            }
        }
        Scorer made = new Scorer(metric, dimension);
        scorers[scorersMade++ % SCORERS] = made;
        return made;
    }
}
