package io.contextdb.transfer.export;

import io.contextdb.api.Edge;
import io.contextdb.api.Node;
import io.contextdb.transfer.export.RowFiles.Frame;
import java.util.SortedMap;

/** Turns nodes and edges into rows of one format. */
interface RowEncoder {
    /** What stands around nodes. */
    Frame nodeFrame();

    /** What stands around edges. */
    Frame edgeFrame();

    /** Writes a node, with the vectors that are to stand in its row. */
    void node(Node node, SortedMap<String, float[]> vectors, RowBytes row);

    /** Writes an edge. */
    void edge(Edge edge, RowBytes row);
}
