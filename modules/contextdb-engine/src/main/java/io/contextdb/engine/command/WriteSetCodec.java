package io.contextdb.engine.command;

import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.SpaceChange;
import io.contextdb.engine.write.VectorChange;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.ValueCodec;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;

/**
 * Write sets as bytes.
 *
 * <pre>
 * number  count of changes of spaces, each:
 *   u8      1 create, 2 create if absent, 3 drop
 *   name    the space
 *   created: name type, number dimension, u8 metric (1 cosine, 2 dot, 3 Euclidean),
 *           number count of parameters, each: name, signed value
 * number  count of changed nodes, each:
 *   number  id
 *   u8      removal (0 none, 1 delete, 2 detach) + 4 x arrival (0 none, 1 insert, 2 upsert)
 *   names   labels;   names  labels removed
 *   properties;       names  properties removed
 * number  count of changed edges, each:
 *   u8      1 insert, 2 update, 3 delete, 4 delete if there
 *   number  id
 *   insert: number from, number to, name type, properties
 *   update: properties, names removed
 * number  count of spaces with changed vectors, each:
 *   name    the space
 *   number  count of changed vectors, each:
 *     number  node id
 *     u8      1 put, 2 delete, 3 delete if there
 *     put:    number dimension, f32 each
 *
 * name        number of names that were used first before this one was; the first time the string follows
 * names       number count, name each
 * properties  number count, each: name, value as {@link ValueCodec} writes it
 * </pre>
 */
final class WriteSetCodec {
    static final int CREATE = 1;
    static final int CREATE_IF_ABSENT = 2;
    static final int DROP = 3;

    static final int INSERT = 1;
    static final int UPDATE = 2;
    static final int DELETE = 3;
    static final int DELETE_IF_THERE = 4;

    static final int PUT_VECTOR = 1;
    static final int DELETE_VECTOR = 2;
    static final int DELETE_VECTOR_IF_THERE = 3;

    /** Most sets have a handful of names. */
    private static final int NAMES_EXPECTED = 4;

    /** The names written so far and their numbers. */
    private final Object2IntOpenHashMap<String> names = new Object2IntOpenHashMap<>(NAMES_EXPECTED);

    private final ByteEncoder out;

    private WriteSetCodec(ByteEncoder out) {
        this.out = out;
        names.defaultReturnValue(-1);
    }

    /** Appends a {@linkplain WriteSet#settled settled} set. */
    static void encode(WriteSet set, ByteEncoder out) {
        new WriteSetCodec(out).putAll(set);
    }

    static WriteSet decode(ByteDecoder in) {
        return new WriteSetDecoder(in).decode();
    }

    private void putAll(WriteSet set) {
        out.putUnsigned(set.spaces().size());
        set.spaces().forEach(this::put);
        out.putUnsigned(set.nodes().size());
        set.nodes().forEach(this::put);
        out.putUnsigned(set.edges().size());
        set.edges().forEach(this::put);
        out.putUnsigned(set.vectorSpaces().size());
        for (String space : set.vectorSpaces()) {
            putName(space);
            Long2ObjectMap<VectorChange> changes = set.vectors(space);
            out.putUnsigned(changes.size());
            for (Long2ObjectMap.Entry<VectorChange> change : changes.long2ObjectEntrySet()) {
                put(change.getLongKey(), change.getValue());
            }
        }
    }

    private void put(SpaceChange change) {
        switch (change) {
            case SpaceChange.Create create -> {
                out.putByte(create.ifAbsent() ? CREATE_IF_ABSENT : CREATE);
                putName(create.name());
                putName(create.options().type());
                out.putUnsigned(create.options().dimension());
                out.putByte(
                        switch (create.options().metric()) {
                            case COSINE -> 1;
                            case DOT -> 2;
                            case EUCLIDEAN -> 3;
                        });
                out.putUnsigned(create.options().parameters().size());
                create.options().parameters().forEach((name, value) -> {
                    putName(name);
                    out.putSigned(value);
                });
            }
            case SpaceChange.Drop drop -> {
                out.putByte(DROP);
                putName(drop.name());
            }
        }
    }

    private void put(NodeChange change) {
        out.putUnsigned(change.id());
        int removal = switch (change.removal()) {
            case NONE -> 0;
            case DELETE -> 1;
            case DETACH -> 2;
        };
        int arrival = switch (change.arrival()) {
            case NONE -> 0;
            case INSERT -> 1;
            case UPSERT -> 2;
        };
        out.putByte(removal + 4 * arrival);
        putNames(change.labels());
        putNames(change.labelsRemoved());
        put(change.properties());
        putNames(change.propertiesRemoved());
    }

    private void put(EdgeChange change) {
        switch (change) {
            case EdgeChange.Insert insert -> {
                out.putByte(INSERT);
                out.putUnsigned(insert.id());
                out.putUnsigned(insert.from());
                out.putUnsigned(insert.to());
                putName(insert.type());
                put(insert.properties());
            }
            case EdgeChange.Update update -> {
                out.putByte(UPDATE);
                out.putUnsigned(update.id());
                put(update.properties());
                putNames(update.propertiesRemoved());
            }
            case EdgeChange.Delete delete -> {
                out.putByte(delete.required() ? DELETE : DELETE_IF_THERE);
                out.putUnsigned(delete.id());
            }
            case EdgeChange.Void nothing -> throw new AssertionError("the set is not settled");
        }
    }

    private void put(long nodeId, VectorChange change) {
        out.putUnsigned(nodeId);
        switch (change) {
            case VectorChange.Put(float[] vector) -> {
                out.putByte(PUT_VECTOR);
                out.putUnsigned(vector.length);
                for (float component : vector) {
                    out.putFloat(component);
                }
            }
            case VectorChange.Delete(boolean required) ->
                out.putByte(required ? DELETE_VECTOR : DELETE_VECTOR_IF_THERE);
        }
    }

    private void put(PropertyList properties) {
        out.putUnsigned(properties.size());
        for (int i = 0; i < properties.size(); i++) {
            putName(properties.name(i));
            ValueCodec.encode(properties.value(i), out);
        }
    }

    private void putNames(List<String> list) {
        out.putUnsigned(list.size());
        list.forEach(this::putName);
    }

    private void putName(String name) {
        int next = names.size();
        int known = names.putIfAbsent(name, next);
        out.putUnsigned(known < 0 ? next : known);
        if (known < 0) {
            out.putString(name);
        }
    }
}
