package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Committed;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.GraphWriter;
import io.contextdb.api.Transaction;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls on a database and on a model of it: both say the same, through snapshots, compactions and reopenings.
 */
class DatabaseModelTest {
    private static final int CALLS = Integer.getInteger("contextdb.calls", 600);
    private static final int CALLS_PER_CHECK = Integer.getInteger("contextdb.callsPerCheck", 50);
    private static final int IDS = 40;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.contextdb.engine.Storages#names")
    void sameAsTheModel(String storage) {
        Random random = Seeds.random("DatabaseModelTest " + storage);
        RandomCalls calls = new RandomCalls(random, IDS);
        GraphModel model = new GraphModel();
        Database db = open(storage);
        try {
            for (int i = 0; i < CALLS; i++) {
                model = switch (random.nextInt(15)) {
                    case 0 -> transaction(calls, random, db, model);
                    case 1 -> batch(calls, random, db, model);
                    default -> step(calls.next(model), db, model);
                };
                switch (random.nextInt(120)) {
                    case 0 -> db.createSnapshot();
                    case 1 -> db.compact();
                    case 2 -> {
                        db.close();
                        db = open(storage);
                    }
                    case 3 -> db.cleanup(2);
                    default -> {}
                }
                if (i % CALLS_PER_CHECK == 0) {
                    ModelCheck.assertSame(model, db);
                }
            }
            ModelCheck.assertSame(model, db);
        } finally {
            db.close();
        }
    }

    /** Some calls in a transaction, which sees them all; committed or not. */
    private static GraphModel transaction(RandomCalls calls, Random random, Database db, GraphModel before) {
        try (Transaction transaction = db.begin()) {
            GraphModel model = before;
            for (int i = random.nextInt(10); i >= 0; i--) {
                model = step(calls.next(model), transaction, model);
            }
            ModelCheck.assertSame(model, transaction);
            if (random.nextInt(4) == 0) {
                return before;
            }
            transaction.commit();
            return model.committed(before);
        }
    }

    /** Some calls in one commit. */
    private static GraphModel batch(RandomCalls calls, Random random, Database db, GraphModel before) {
        long applied = db.awaitCommit(0, Duration.ZERO);
        Committed<GraphModel> written = db.write(writer -> {
            GraphModel model = before;
            for (int i = random.nextInt(10); i >= 0; i--) {
                model = step(calls.next(model), writer, model);
            }
            return model;
        });
        assertEquals(written.commitIndex(), db.awaitCommit(written.commitIndex(), Duration.ZERO));
        assertTrue(written.commitIndex() <= applied + 1, "more than one commit");
        return written.result().committed(before);
    }

    private Database open(String storage) {
        return ContextDB.open(directory.resolve("database"), Storages.options(storage));
    }

    /** Makes a call on both; returns the model after it. */
    private static GraphModel step(RandomCalls.Call call, GraphWriter writer, GraphModel model) {
        return Answer.of(call, writer).repeat(call, model);
    }
}
