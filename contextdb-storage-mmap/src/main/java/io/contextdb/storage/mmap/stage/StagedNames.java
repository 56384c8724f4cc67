package io.contextdb.storage.mmap.stage;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one kind in a stage: those of the view, then new ones. */
final class StagedNames {
    private final StorageView view;
    private final TokenKind kind;
    private final int limit;
    private final List<String> added = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    StagedNames(StorageView view, TokenKind kind) {
        this.view = view;
        this.kind = kind;
        this.limit = view.tokenCount(kind);
    }

    int intern(String name) {
        int known = view.token(kind, name);
        if (known >= 0) {
            return known;
        }
        Integer number = numbers.get(name);
        if (number == null) {
            number = limit + added.size();
            numbers.put(name, number);
            added.add(name);
        }
        return number;
    }

    StageManifest.Names toManifest() {
        return new StageManifest.Names(limit, List.copyOf(added));
    }
}
