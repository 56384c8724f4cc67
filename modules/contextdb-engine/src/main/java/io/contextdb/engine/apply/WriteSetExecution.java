package io.contextdb.engine.apply;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.KeyedValues;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.ReadKeys;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a checked write set: spaces, then what goes (edges, vectors, nodes), then what comes or changes (nodes,
 * edges, vectors), each in the set's order. Notes in the conflict window what changed.
 */
final class WriteSetExecution {
    private static final int[] NO_TOKENS = new int[0];

    private final StorageView view;
    private final StorageWriter writer;
    private final WriteSet set;
    private final WriteSetCheck check;
    private final ConflictWindow window;
    private final long index;

    WriteSetExecution(
            StorageView view,
            StorageWriter writer,
            WriteSet set,
            WriteSetCheck check,
            ConflictWindow window,
            long index) {
        this.view = view;
        this.writer = writer;
        this.set = set;
        this.check = check;
        this.window = window;
        this.index = index;
    }

    void run() {
        changeSpaces();
        removeEdges();
        if (check.removesNodes()) {
            removeNodes();
        }
        changeNodes();
        changeEdges();
        int vector = 0;
        for (String space : set.vectorSpaces()) {
            vector = changeVectors(space, vector);
        }
    }

    // --- spaces

    private void changeSpaces() {
        check.spaces().carryOut(writer);
        if (check.spaces().dropsSpaces()) {
            // Any number of nodes lose a vector: rather than name them all, nothing read before counts any more.
            window.reset(index);
        }
        for (SpacePlan.Slot space : check.spaces().created()) {
            changed(ReadKeys.space(space.name()));
        }
    }

    // --- what goes

    private void removeEdges() {
        for (IntIterator edges = check.edgesRemoved().iterator(); edges.hasNext(); ) {
            int edge = edges.nextInt();
            changed(ReadKeys.edge(view.edgeId(edge)));
            changed(ReadKeys.outgoing(view.nodeId(view.edgeSource(edge))));
            changed(ReadKeys.incoming(view.nodeId(view.edgeTarget(edge))));
            writer.deleteEdge(edge);
        }
    }

    private void removeNodes() {
        int position = 0;
        for (NodeChange change : set.nodes()) {
            if (change.removal() != Removal.NONE) {
                int node = check.nodeBefore(position);
                for (VectorSpace space : view.spaces()) {
                    removeVector(space.name(), node);
                }
                labelsChanged(node);
                changed(ReadKeys.node(change.id()));
                writer.deleteNode(node);
            }
            position++;
        }
    }

    /** Removes a vector of the state before, if it is there and its space stays. */
    private void removeVector(String name, int node) {
        SpacePlan.Slot slot = check.spaces().slot(name);
        if (slot != null
                && slot.numberBefore() >= 0
                && view.rows(slot.numberBefore()).row(node) >= 0) {
            writer.deleteVector(slot.numberBefore(), node);
            changed(ReadKeys.vectors(name));
        }
    }

    // --- nodes

    private void changeNodes() {
        int position = 0;
        for (NodeChange change : set.nodes()) {
            int node = check.nodeAfter(position);
            if (node >= 0 && !change.isVoid()) {
                changed(ReadKeys.node(change.id()));
                if (change.arrival() == Arrival.NONE) {
                    update(node, change);
                } else if (node == check.nodeBefore(position)) {
                    replace(node, change);
                } else {
                    create(node, change);
                }
            }
            position++;
        }
    }

    private void create(int expected, NodeChange change) {
        PropertyList properties = change.properties();
        int[] labels = labelTokens(change.labels());
        KeyedValues keyed = keyed(properties);
        int node = writer.createNode(change.id(), labels, keyed.keys(), keyed.values());
        assert node == expected : "node " + node + " instead of " + expected;
    }

    private KeyedValues keyed(PropertyList properties) {
        return KeyedValues.of(properties, name -> writer.intern(TokenKind.PROPERTY_KEY, name));
    }

    private void replace(int node, NodeChange change) {
        labelsChanged(node);
        writer.setLabels(node, labelTokens(change.labels()));
        PropertyList properties = change.properties();
        view.nodeProperties(node, (key, value) -> {
            if (properties.get(view.tokenName(TokenKind.PROPERTY_KEY, key)) == null) {
                writer.setNodeProperty(node, key, null);
            }
        });
        setProperties(node, change);
        change.propertiesRemoved().forEach(name -> hideVector(node, change.id(), name));
    }

    private void update(int node, NodeChange change) {
        if (!change.labels().isEmpty() || !change.labelsRemoved().isEmpty()) {
            SortedSet<String> labels = new TreeSet<>();
            for (int label : view.labels(node)) {
                labels.add(view.tokenName(TokenKind.LABEL, label));
            }
            change.labelsRemoved().forEach(labels::remove);
            labels.addAll(change.labels());
            change.labelsRemoved().forEach(label -> changed(ReadKeys.label(label)));
            writer.setLabels(node, labelTokens(List.copyOf(labels)));
        }
        setProperties(node, change);
        for (String name : change.propertiesRemoved()) {
            removePlainProperty(node, name);
            hideVector(node, change.id(), name);
        }
    }

    private void setProperties(int node, NodeChange change) {
        PropertyList properties = change.properties();
        for (int i = 0; i < properties.size(); i++) {
            String name = properties.name(i);
            writer.setNodeProperty(node, writer.intern(TokenKind.PROPERTY_KEY, name), properties.value(i));
            hideVector(node, change.id(), name);
        }
    }

    private void removePlainProperty(int node, String name) {
        int key = view.token(TokenKind.PROPERTY_KEY, name);
        if (key >= 0 && view.nodeProperty(node, key) != null) {
            writer.setNodeProperty(node, key, null);
        }
    }

    /** A name has one property: a vector that came after the set's author looked goes too. */
    private void hideVector(int node, long id, String name) {
        if (set.vector(name, id) == null) {
            removeVector(name, node);
        }
    }

    private int[] labelTokens(List<String> labels) {
        if (labels.isEmpty()) {
            return NO_TOKENS;
        }
        int[] numbers = new int[labels.size()];
        for (int i = 0; i < numbers.length; i++) {
            changed(ReadKeys.label(labels.get(i)));
            numbers[i] = writer.intern(TokenKind.LABEL, labels.get(i));
        }
        Arrays.sort(numbers);
        return numbers;
    }

    private void labelsChanged(int node) {
        for (int label : view.labels(node)) {
            changed(ReadKeys.label(view.tokenName(TokenKind.LABEL, label)));
        }
    }

    // --- edges

    private void changeEdges() {
        int position = 0;
        for (EdgeChange change : set.edges()) {
            switch (change) {
                case EdgeChange.Insert insert -> create(position, insert);
                case EdgeChange.Update update -> update(check.edge(position), update);
                case EdgeChange.Delete _ -> {}
                case EdgeChange.Void _ -> {}
            }
            position++;
        }
    }

    private void create(int position, EdgeChange.Insert edge) {
        changed(ReadKeys.edge(edge.id()));
        changed(ReadKeys.outgoing(edge.from()));
        changed(ReadKeys.incoming(edge.to()));
        int type = writer.intern(TokenKind.EDGE_TYPE, edge.type());
        KeyedValues keyed = keyed(edge.properties());
        writer.createEdge(
                edge.id(), check.edgeSource(position), check.edgeTarget(position), type, keyed.keys(), keyed.values());
    }

    private void update(int edge, EdgeChange.Update change) {
        if (edge < 0) {
            return;
        }
        changed(ReadKeys.edge(change.id()));
        PropertyList properties = change.properties();
        for (int i = 0; i < properties.size(); i++) {
            int key = writer.intern(TokenKind.PROPERTY_KEY, properties.name(i));
            writer.setEdgeProperty(edge, key, properties.value(i));
        }
        for (String name : change.propertiesRemoved()) {
            int key = view.token(TokenKind.PROPERTY_KEY, name);
            if (key >= 0 && view.edgeProperty(edge, key) != null) {
                writer.setEdgeProperty(edge, key, null);
            }
        }
    }

    // --- vectors

    private int changeVectors(String space, int firstVector) {
        int vectorsPut = firstVector;
        SpacePlan.Slot slot = check.spaces().known(space);
        Long2ObjectMap<VectorChange> changes = set.vectors(space);
        if (!changes.isEmpty()) {
            changed(ReadKeys.vectors(space));
        }
        for (Long2ObjectMap.Entry<VectorChange> entry : changes.long2ObjectEntrySet()) {
            long id = entry.getLongKey();
            changed(ReadKeys.node(id));
            switch (entry.getValue()) {
                case VectorChange.Put(float[] vector) -> put(slot, space, id, vector, check.inverseNorm(vectorsPut++));
                case VectorChange.Delete _ -> {
                    if (check.hasVector(slot, id)) {
                        writer.deleteVector(slot.numberBefore(), check.node(id));
                    }
                }
            }
        }
        return vectorsPut;
    }

    private void put(SpacePlan.Slot slot, String space, long id, float[] vector, float inverseNorm) {
        int node = check.node(id);
        if (node < view.nodeLimit() && !replacesProperty(set.node(id), space)) {
            removePlainProperty(node, space);
        }
        writer.putVector(slot.number(), node, vector, inverseNorm);
    }

    /** Whether carrying out the change of a node has already decided about a property. */
    private static boolean replacesProperty(@Nullable NodeChange change, String name) {
        return change != null
                && (change.arrival() != Arrival.NONE
                        || change.propertiesRemoved().contains(name));
    }

    private void changed(long key) {
        window.changed(key, index);
    }
}
