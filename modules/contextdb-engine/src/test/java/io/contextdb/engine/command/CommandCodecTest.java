package io.contextdb.engine.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
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
import io.contextdb.memory.ByteEncoder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
    private static byte[] encode(Command command) {
        ByteEncoder out = new ByteEncoder();
        CommandCodec.encode(new Entry(0, 1, command), out);
        return out.toByteArray();
    }

    private static Command decode(byte[] bytes) {
        return CommandCodec.decode(new ByteDecoder(MemorySegment.ofArray(bytes)))
                .command();
    }

    private static PropertyList properties(Map<String, ?> map) {
        return PropertyList.of(map, (name, object) -> Value.of(object));
    }

    private static WriteSet everyKindOfChange() {
        WriteSet set = new WriteSet();
        set.add(new SpaceChange.Create("face", VectorIndexOptions.of("flat").dimension(2), true));
        set.add(new SpaceChange.Drop("voice"));
        set.put(new NodeChange(
                7,
                Removal.DETACH,
                Arrival.INSERT,
                List.of("A", "name"),
                List.of(),
                properties(Map.of("name", "grüße \uFFFD", "age", 7)),
                List.of()));
        set.put(new NodeChange(
                -1, Removal.NONE, Arrival.NONE, List.of(), List.of("A"), PropertyList.EMPTY, List.of("age")));
        set.put(new EdgeChange.Insert(3, 7, -1, "KNOWS", properties(Map.of("since", 2020L))));
        set.put(new EdgeChange.Update(2, PropertyList.EMPTY, List.of("since")));
        set.put(new EdgeChange.Delete(1, true));
        set.put("face", 9, new VectorChange.Delete(false));
        set.put("face", 7, new VectorChange.Put(new float[] {1, -0f}));
        return set;
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Command write = new Command.Write(Optional.of(new ReadSet(5, new long[] {-4, 0, 9})), everyKindOfChange());
        assertEquals(write, decode(encode(write)));
    }

    @Test
    void changesOfNothingAreNotWritten() {
        WriteSet set = everyKindOfChange();
        set.put(NodeChange.update(8));
        set.put(new EdgeChange.Void(4));
        set.put("ear", 7, new VectorChange.Put(new float[] {1}));
        set.removeVector("ear", 7);
        Command write = new Command.Write(Optional.empty(), set);
        assertEquals(new Command.Write(Optional.empty(), everyKindOfChange()), write);
        assertEquals(write, decode(encode(write)));
    }

    @Test
    void bytesThatEndTooEarlyAreCorrupt() {
        byte[] bytes = encode(new Command.Write(Optional.empty(), everyKindOfChange()));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            ContextDbException thrown = assertThrows(ContextDbException.class, () -> decode(cut));
            assertEquals(ErrorCode.CORRUPTION, thrown.code());
        }
    }
}
