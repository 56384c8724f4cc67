package io.contextdb.engine.apply;

import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;

/** The numbers of the names in one write set, each asked of the storage once. */
final class TokenCache {
    private final StorageWriter writer;
    private final Object2IntOpenHashMap<String> labels = empty();
    private final Object2IntOpenHashMap<String> types = empty();
    private final Object2IntOpenHashMap<String> keys = empty();

    TokenCache(StorageWriter writer) {
        this.writer = writer;
    }

    int token(TokenKind kind, String name) {
        Object2IntOpenHashMap<String> known = switch (kind) {
            case LABEL -> labels;
            case EDGE_TYPE -> types;
            case PROPERTY_KEY -> keys;
        };
        int token = known.getInt(name);
        if (token < 0) {
            token = writer.intern(kind, name);
            known.put(name, token);
        }
        return token;
    }

    private static Object2IntOpenHashMap<String> empty() {
        Object2IntOpenHashMap<String> map = new Object2IntOpenHashMap<>();
        map.defaultReturnValue(-1);
        return map;
    }
}
