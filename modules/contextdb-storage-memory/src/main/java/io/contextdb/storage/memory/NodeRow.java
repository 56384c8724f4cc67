package io.contextdb.storage.memory;

import java.util.Arrays;

/**
 * A node as it is in one state. Never changed, neither are its arrays.
 *
 * @param live false once it is deleted; then only the id is left
 * @param labels label numbers, ascending
 * @param outgoing the ordinals of the edges that start here, in the order in which they are listed
 * @param incoming the ordinals of the edges that end here, likewise
 */
record NodeRow(long id, boolean live, int[] labels, Properties properties, int[] outgoing, int[] incoming) {
    private static final int[] NO_EDGES = {};

    static NodeRow created(long id, int[] labels, Properties properties) {
        return new NodeRow(id, true, labels.clone(), properties, NO_EDGES, NO_EDGES);
    }

    NodeRow deleted() {
        return new NodeRow(id, false, NO_EDGES, Properties.NONE, NO_EDGES, NO_EDGES);
    }

    NodeRow withLabels(int[] newLabels) {
        return new NodeRow(id, live, newLabels.clone(), properties, outgoing, incoming);
    }

    NodeRow withProperties(Properties newProperties) {
        return new NodeRow(id, live, labels, newProperties, outgoing, incoming);
    }

    NodeRow withEdges(int[] newOutgoing, int[] newIncoming) {
        return new NodeRow(id, live, labels, properties, newOutgoing, newIncoming);
    }

    boolean hasLabel(int label) {
        return Arrays.binarySearch(labels, label) >= 0;
    }

    static int[] append(int[] edges, int edge) {
        int[] longer = Arrays.copyOf(edges, edges.length + 1);
        longer[edges.length] = edge;
        return longer;
    }

    static int[] remove(int[] edges, int edge) {
        return Arrays.stream(edges).filter(other -> other != edge).toArray();
    }
}
