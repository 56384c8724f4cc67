package io.contextdb.engine.bulk;

import io.contextdb.api.Value;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.TokenKind;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Properties as a stage takes them: key numbers ascending, a value for each. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record StageProperties(int[] keys, Value[] values) {
    private static final StageProperties NONE = new StageProperties(new int[0], new Value[0]);

    static StageProperties of(SortedMap<String, Value> properties, BulkStage stage) {
        if (properties.isEmpty()) {
            return NONE;
        }
        SortedMap<Integer, Value> byNumber = new TreeMap<>();
        properties.forEach((name, value) -> byNumber.put(stage.intern(TokenKind.PROPERTY_KEY, name), value));
        int[] keys = new int[byNumber.size()];
        Value[] values = new Value[keys.length];
        int next = 0;
        for (Map.Entry<Integer, Value> entry : byNumber.entrySet()) {
            keys[next] = entry.getKey();
            values[next++] = entry.getValue();
        }
        return new StageProperties(keys, values);
    }
}
