package io.contextdb.engine.command;

import io.contextdb.api.Metric;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.NodeChange.Arrival;
import io.contextdb.engine.write.NodeChange.Removal;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.SpaceChange;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link WriteSetCodec} wrote. */
final class WriteSetDecoder {
    private final ByteDecoder in;
    private final WriteSet set = new WriteSet();
    private final List<String> names = new ArrayList<>();

    WriteSetDecoder(ByteDecoder in) {
        this.in = in;
    }

    WriteSet decode() {
        int expected = 0;
        for (int i = count(2); i > 0; i--, expected++) {
            set.add(space());
        }
        for (int i = count(6); i > 0; i--, expected++) {
            set.put(node());
        }
        for (int i = count(2); i > 0; i--, expected++) {
            set.put(edge());
        }
        for (int i = count(2); i > 0; i--) {
            String space = name();
            for (int j = count(2); j > 0; j--, expected++) {
                set.put(space, in.getUnsigned(), vector());
            }
        }
        if (set.size() != expected) {
            throw in.corruption("a write set that changes something twice");
        }
        return set;
    }

    private SpaceChange space() {
        int kind = in.getByte();
        return switch (kind) {
            case WriteSetCodec.CREATE -> new SpaceChange.Create(name(), options(), false);
            case WriteSetCodec.CREATE_IF_ABSENT -> new SpaceChange.Create(name(), options(), true);
            case WriteSetCodec.DROP -> new SpaceChange.Drop(name());
            default -> throw in.corruption("no change of a space has the number " + kind);
        };
    }

    private VectorIndexOptions options() {
        String type = name();
        long dimension = in.getUnsigned();
        int metricNumber = in.getByte();
        Metric metric = switch (metricNumber) {
            case 1 -> Metric.COSINE;
            case 2 -> Metric.DOT;
            case 3 -> Metric.EUCLIDEAN;
            default -> throw in.corruption("no metric has the number " + metricNumber);
        };
        if (dimension > VectorIndexOptions.DIMENSION_MAX) {
            throw in.corruption("a dimension of " + dimension);
        }
        SortedMap<String, Integer> parameters = new TreeMap<>();
        for (int i = count(2); i > 0; i--) {
            parameters.put(name(), (int) in.getSigned());
        }
        return new VectorIndexOptions(type, (int) dimension, metric, parameters);
    }

    private NodeChange node() {
        long id = in.getUnsigned();
        int kinds = in.getByte();
        Removal removal = switch (kinds & 3) {
            case 0 -> Removal.NONE;
            case 1 -> Removal.DELETE;
            case 2 -> Removal.DETACH;
            default -> throw in.corruption("a change of a node of kind " + kinds);
        };
        Arrival arrival = switch (kinds >> 2) {
            case 0 -> Arrival.NONE;
            case 1 -> Arrival.INSERT;
            case 2 -> Arrival.UPSERT;
            default -> throw in.corruption("a change of a node of kind " + kinds);
        };
        return new NodeChange(id, removal, arrival, names(), names(), properties(), names());
    }

    private EdgeChange edge() {
        int kind = in.getByte();
        long id = in.getUnsigned();
        return switch (kind) {
            case WriteSetCodec.INSERT ->
                new EdgeChange.Insert(id, in.getUnsigned(), in.getUnsigned(), name(), properties());
            case WriteSetCodec.UPDATE -> new EdgeChange.Update(id, properties(), names());
            case WriteSetCodec.DELETE -> new EdgeChange.Delete(id, true);
            case WriteSetCodec.DELETE_IF_THERE -> new EdgeChange.Delete(id, false);
            default -> throw in.corruption("no change of an edge has the number " + kind);
        };
    }

    private VectorChange vector() {
        int kind = in.getByte();
        return switch (kind) {
            case WriteSetCodec.PUT_VECTOR -> {
                float[] vector = new float[count(Float.BYTES)];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = in.getFloat();
                }
                yield new VectorChange.Put(vector);
            }
            case WriteSetCodec.DELETE_VECTOR -> new VectorChange.Delete(true);
            case WriteSetCodec.DELETE_VECTOR_IF_THERE -> new VectorChange.Delete(false);
            default -> throw in.corruption("no change of a vector has the number " + kind);
        };
    }

    private PropertyList properties() {
        int count = count(2);
        if (count == 0) {
            return PropertyList.EMPTY;
        }
        String[] keys = new String[count];
        Value[] values = new Value[count];
        for (int i = 0; i < count; i++) {
            keys[i] = name();
            values[i] = ValueCodec.decode(in);
        }
        return new PropertyList(keys, values);
    }

    private List<String> names() {
        int count = count(1);
        if (count == 0) {
            return List.of();
        }
        String[] list = new String[count];
        for (int i = 0; i < count; i++) {
            list[i] = name();
        }
        return Arrays.asList(list);
    }

    private String name() {
        long number = in.getUnsigned();
        if (number < 0 || number > names.size()) {
            throw in.corruption("no name has the number " + Long.toUnsignedString(number));
        }
        if (number == names.size()) {
            names.add(in.getString());
        }
        return names.get((int) number);
    }

    private int count(int bytesEach) {
        return in.getCount(bytesEach);
    }
}
