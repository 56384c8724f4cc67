package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.PastState;
import io.contextdb.api.Snapshot;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import io.contextdb.engine.model.QueryCheck;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories, and copies of a model kept aside at every commit: states of the past say what the copies say. */
class PastStateModelTest {
    private static final int CALLS = Integer.getInteger("contextdb.calls", 400);
    private static final int CALLS_PER_CHECK = 25;
    private static final int STATES_PER_CHECK = 3;
    private static final int IDS = 30;

    @TempDir
    Path directory;

    private final TreeMap<Long, GraphModel> kept = new TreeMap<>(Map.of(0L, new GraphModel()));
    private final Map<Long, GraphModel> snapshots = new HashMap<>();
    private int commitsRead;
    private int snapshotsRead;

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void everyStateEqualsTheCopyKeptAside(String storage) {
        Random random = Seeds.random("PastStateModelTest " + storage);
        RandomCalls calls = new RandomCalls(random, IDS);
        GraphModel model = new GraphModel();
        Database db = open(storage);
        try {
            for (int i = 0; i < CALLS; i++) {
                RandomCalls.Call call = calls.next(model);
                model = Answer.of(call, db).repeat(call, model);
                kept.put(db.commitIndex(), model);
                switch (random.nextInt(60)) {
                    case 0, 1 -> keep(db.createSnapshot(), db, model);
                    case 2 -> keep(db.compact(), db, model);
                    case 3 -> {
                        db.close();
                        db = open(storage);
                    }
                    case 4 -> db.cleanup(2 + random.nextInt(3));
                    default -> {}
                }
                if (i % CALLS_PER_CHECK == 0) {
                    check(db, random);
                }
            }
            assertTrue(commitsRead > CALLS / CALLS_PER_CHECK, commitsRead + " commits were there");
            assertTrue(snapshotsRead > 0, "no snapshot was there");
        } finally {
            db.close();
        }
    }

    private void keep(Snapshot snapshot, Database db, GraphModel model) {
        snapshots.put(snapshot.id(), model);
        kept.put(db.commitIndex(), model);
    }

    private void check(Database db, Random random) {
        for (Snapshot snapshot : db.snapshots()) {
            try (PastState past = db.at(snapshot.id())) {
                assertEquals(snapshot.commitIndex(), past.commitIndex());
                assertSame(Objects.requireNonNull(snapshots.get(snapshot.id())), past, random);
                snapshotsRead++;
            }
        }
        for (int i = 0; i < STATES_PER_CHECK; i++) {
            long commit = random.nextLong(db.commitIndex() + 1);
            try (PastState past = db.asOf(commit)) {
                assertTrue(past.commitIndex() <= commit, past.commitIndex() + " is after " + commit);
                assertSame(kept.floorEntry(commit).getValue(), past, random);
                commitsRead++;
            } catch (ContextDbException e) {
                assertEquals(ErrorCode.SNAPSHOT_TOO_OLD, e.code());
                List<Snapshot> present = db.snapshots();
                assertTrue(commit < present.get(present.size() - 2).commitIndex(), e::getMessage);
            }
        }
    }

    private static void assertSame(GraphModel model, PastState past, Random random) {
        ModelCheck.assertSame(model, past);
        QueryCheck.assertSame(model, past, random);
    }

    private Database open(String storage) {
        DatabaseOptions options = Storages.options(storage).logRetentionBytes(1 << 20);
        return ContextDB.open(directory.resolve("database"), options);
    }
}
