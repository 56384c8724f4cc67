package io.contextdb.storage.memory;

import io.contextdb.api.spi.TokenKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The names of each kind in the order of their numbers. Immutable. */
record Tokens(Map<TokenKind, List<String>> names) {
    static final Tokens NONE = new Tokens(new EnumMap<>(TokenKind.class));

    Tokens {
        names = Collections.unmodifiableMap(new EnumMap<>(names));
    }

    List<String> of(TokenKind kind) {
        return names.getOrDefault(kind, List.of());
    }

    int number(TokenKind kind, String name) {
        return of(kind).indexOf(name);
    }

    Tokens with(TokenKind kind, String name) {
        List<String> longer = new ArrayList<>(of(kind));
        longer.add(name);
        Map<TokenKind, List<String>> changed = new EnumMap<>(TokenKind.class);
        changed.putAll(names);
        changed.put(kind, List.copyOf(longer));
        return new Tokens(changed);
    }
}
