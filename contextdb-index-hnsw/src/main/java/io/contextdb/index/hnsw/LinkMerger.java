package io.contextdb.index.hnsw;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Query;
import io.contextdb.kernels.ScoredRow;
import io.contextdb.kernels.Scorer;
import io.contextdb.memory.NativeMemory;
import java.util.Arrays;

/** Adds links to a list and, when there are too many, chooses among them. Scratch memory of one thread. */
final class LinkMerger {
    private final Scorer scorer;
    private final VectorRows rows;
    private final Query query = new Query();
    private final Diversity diversity;
    private int[] links = new int[64];
    private int[] linkRows = new int[64];
    private float[] scores = new float[64];
    private long[] candidates = new long[64];
    private int count;

    LinkMerger(Scorer scorer, VectorRows rows, HnswParameters parameters) {
        this.scorer = scorer;
        this.rows = rows;
        this.diversity = new Diversity(scorer, rows, parameters.linksAtBase());
    }

    /**
     * Adds the links back that are in the places from {@code from} to {@code to} of the sorted order and have one
     * target.
     */
    void merge(Graph graph, NewLinks made, int from, int to) {
        int level = made.level(made.link(from));
        int target = made.target(made.link(from));
        long address = read(graph, level, target, to - from);
        int before = count;
        for (int place = from; place < to; place++) {
            links[count] = made.source(made.link(place));
            scores[count++] = made.score(made.link(place));
        }
        write(graph, level, target, address, before);
    }

    /** Adds one link to an id at level 0 that must stay, or makes it stay when it is there. */
    void addTreeLink(Graph graph, int target, int source, float score) {
        long address = read(graph, 0, target, 1);
        for (int i = 0; i < count; i++) {
            if (links[i] == source) {
                NativeMemory.putInt(address + (long) i * Integer.BYTES, source | Graph.TREE);
                return;
            }
        }
        int before = count;
        links[count] = source | Graph.TREE;
        scores[count++] = score;
        write(graph, 0, target, address, before);
    }

    /** Reads an id's links and makes room for more; returns where they are. */
    private long read(Graph graph, int level, int id, int more) {
        long address = graph.links(level, id);
        int capacity = graph.capacity(level);
        if (links.length < capacity + more) {
            links = new int[2 * (capacity + more)];
            linkRows = new int[links.length];
            scores = new float[links.length];
            candidates = new long[links.length];
        }
        count = 0;
        while (count < capacity) {
            int link = NativeMemory.getInt(address + (long) count * Integer.BYTES);
            if (link == Graph.END) {
                break;
            }
            links[count++] = link;
        }
        return address;
    }

    /** Writes the links, of which those from {@code before} on are new and have scores. */
    private void write(Graph graph, int level, int target, long address, int before) {
        int capacity = graph.capacity(level);
        if (count <= capacity) {
            NativeMemory.copyInts(links, before, count - before, address + (long) before * Integer.BYTES);
            return;
        }
        for (int i = 0; i < before; i++) {
            linkRows[i] = graph.row(level, links[i] & Graph.ID);
        }
        query.set(scorer, rows, graph.row(level, target));
        query.score(linkRows, 0, before, scores);
        for (int i = 0; i < count; i++) {
            long keep = links[i] < 0 ? Diversity.KEEP : 0;
            candidates[i] = ScoredRow.of(scores[i], links[i] & Graph.ID) | keep;
        }
        Arrays.sort(candidates, 0, count);
        reverse();
        int chosen = diversity.choose(graph, level, candidates, count, capacity);
        for (int i = 0; i < capacity; i++) {
            int link = Graph.END;
            if (i < chosen) {
                link = ScoredRow.row(candidates[i]) | ((candidates[i] & Diversity.KEEP) == 0 ? 0 : Graph.TREE);
            }
            NativeMemory.putInt(address + (long) i * Integer.BYTES, link);
        }
    }

    private void reverse() {
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            long swapped = candidates[i];
            candidates[i] = candidates[j];
            candidates[j] = swapped;
        }
    }
}
