package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels in a bulk load, which numbers those that come again only once. */
class BulkLabelsTest {
    @TempDir
    Path directory;

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    /** More sets than are remembered, in any order, as lists and sets, from a collection that is used again. */
    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void everyNodeHasItsLabels(String storage) {
        Random random = Seeds.random("everyNodeHasItsLabels");
        Map<Long, Set<String>> expected = new HashMap<>();
        try (Database db = open(storage)) {
            try (BulkLoader loader = db.beginBulkLoad()) {
                List<String> reused = new ArrayList<>();
                for (long id = 0; id < 4000; id++) {
                    reused.clear();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        reused.add("Label" + random.nextInt(random.nextBoolean() ? 3 : 2000));
                    }
                    Collection<String> labels = random.nextBoolean() ? reused : new LinkedHashSet<>(reused);
                    loader.node(id, labels, Map.of());
                    expected.put(id, new TreeSet<>(reused));
                }
                loader.commit(Progress.none());
            }
            for (Map.Entry<Long, Set<String>> node : expected.entrySet()) {
                assertEquals(
                        node.getValue(),
                        db.findNode(node.getKey()).orElseThrow().labels());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void aRefusedNodeLeavesNoLabel(String storage) {
        try (Database db = open(storage)) {
            try (BulkLoader loader = db.beginBulkLoad()) {
                loader.node(1, List.of("A"), Map.of());
                assertCode(ErrorCode.NODE_EXISTS, () -> loader.node(1, List.of("Never"), Map.of()));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.node(2, List.of(""), Map.of()));
                assertCode(ErrorCode.INVALID_ARGUMENT, () -> loader.node(2, List.of(""), Map.of()));
                loader.node(2, List.of("B"), Map.of());
                loader.commit(Progress.none());
            }
            assertEquals(Map.of("A", 1L, "B", 1L), db.statistics().labels());
        }
    }
}
