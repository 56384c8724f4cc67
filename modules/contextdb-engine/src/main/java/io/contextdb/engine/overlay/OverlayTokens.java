package io.contextdb.engine.overlay;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.EdgeChange;
import io.contextdb.engine.write.NodeChange;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.WriteSet;
import it.unimi.dsi.fastutil.objects.Object2IntLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for names. Those of the view below stay; any other name gets the next free number the first time it is met,
 * be it in a change or in a question. So a name may have a number here before anything has the name, which is no
 * different from a name nothing has any more.
 */
final class OverlayTokens {
    private final StorageView base;
    private final WriteSet set;
    private final Map<TokenKind, Names> names = new EnumMap<>(TokenKind.class);

    /** Names of one kind that the view below does not know. */
    private record Names(int first, List<String> names, Object2IntLinkedOpenHashMap<String> numbers) {}

    OverlayTokens(StorageView base, WriteSet set) {
        this.base = base;
        this.set = set;
    }

    int token(TokenKind kind, String name) {
        int known = base.token(kind, name);
        if (known >= 0) {
            return known;
        }
        Names added = names(kind);
        return added.numbers.computeIfAbsent(name, (String fresh) -> {
            added.names.add(fresh);
            return added.first + added.names.size() - 1;
        });
    }

    /** The numbers of these names, ascending. */
    int[] tokens(TokenKind kind, Collection<String> wanted) {
        return wanted.stream().mapToInt(name -> token(kind, name)).sorted().toArray();
    }

    String name(TokenKind kind, int token) {
        Names added = names(kind);
        return token < added.first ? base.tokenName(kind, token) : added.names.get(token - added.first);
    }

    /** Whether the view below knows a number. */
    boolean inBase(TokenKind kind, int token) {
        return token < names(kind).first;
    }

    /** The number of names, those of all changes included. */
    int count(TokenKind kind) {
        for (NodeChange change : set.nodes()) {
            if (kind == TokenKind.LABEL) {
                tokens(kind, change.labels());
            } else if (kind == TokenKind.PROPERTY_KEY) {
                meet(change.properties());
            }
        }
        for (EdgeChange change : set.edges()) {
            switch (change) {
                case EdgeChange.Insert insert -> {
                    if (kind == TokenKind.EDGE_TYPE) {
                        token(kind, insert.type());
                    } else if (kind == TokenKind.PROPERTY_KEY) {
                        meet(insert.properties());
                    }
                }
                case EdgeChange.Update update -> {
                    if (kind == TokenKind.PROPERTY_KEY) {
                        meet(update.properties());
                    }
                }
                case EdgeChange.Delete _ -> {}
                case EdgeChange.Void _ -> {}
            }
        }
        Names added = names(kind);
        return added.first + added.names.size();
    }

    private void meet(PropertyList properties) {
        for (int i = 0; i < properties.size(); i++) {
            token(TokenKind.PROPERTY_KEY, properties.name(i));
        }
    }

    private Names names(TokenKind kind) {
        return names.computeIfAbsent(
                kind,
                (TokenKind of) ->
                        new Names(base.tokenCount(of), new ArrayList<>(), new Object2IntLinkedOpenHashMap<>()));
    }
}
