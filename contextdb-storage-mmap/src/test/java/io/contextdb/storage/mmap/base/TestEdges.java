package io.contextdb.storage.mmap.base;

import io.contextdb.api.Value;
import io.contextdb.memory.NativeMemory;
import java.util.List;
import java.util.Map;

/** Edges in a list, ascending by id, as rows to be written. */
record TestEdges(List<TestEdge> edges) implements EdgeRows {
    /** An edge. */
    record TestEdge(long id, int source, int target, int type, Map<Integer, Value> properties) {}

    @Override
    public int count() {
        return edges.size();
    }

    @Override
    public void copyIds(int from, int count, long address) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putLong(address + 8L * i, edges.get(from + i).id());
        }
    }

    @Override
    public void copySources(int from, int count, long address) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(address + 4L * i, edges.get(from + i).source());
        }
    }

    @Override
    public void copyTargets(int from, int count, long address) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(address + 4L * i, edges.get(from + i).target());
        }
    }

    @Override
    public void copyTypes(int from, int count, long address) {
        for (int i = 0; i < count; i++) {
            NativeMemory.putInt(address + 4L * i, edges.get(from + i).type());
        }
    }

    @Override
    public boolean hasProperties() {
        return edges.stream().anyMatch(edge -> !edge.properties().isEmpty());
    }

    @Override
    public void properties(int edge, PropertySink sink) {
        TestProperties.show(edges.get(edge).properties(), sink);
    }
}
