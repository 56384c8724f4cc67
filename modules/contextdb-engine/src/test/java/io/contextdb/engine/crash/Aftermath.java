package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.ModelCheck;
import java.util.List;
import java.util.Optional;

/**
 * What was noted of a script until it was cut off.
 *
 * @param seed the script's
 * @param steps the notes of the steps that were acknowledged, in order
 * @param intent the notes of a transaction that was being committed
 */
record Aftermath(long seed, List<String> steps, Optional<String> intent) {
    /**
     * Checks that a database that held {@code before} holds every step acknowledged and nothing of others, but for the
     * one under way.
     */
    GraphModel check(GraphModel before, Database db) {
        assertEquals(List.of(), db.verify(Progress.none()).problems());
        Script script = new Script(seed);
        GraphModel model = before;
        for (String step : steps) {
            model = script.next(model, new NotedTaker(step));
        }
        try {
            ModelCheck.assertSame(model, db);
            return model;
        } catch (AssertionError without) {
            try {
                Script.Taker taker = intent.<Script.Taker>map(NotedTaker::new).orElseGet(() -> new FoundTaker(db));
                GraphModel with = script.next(model, taker);
                ModelCheck.assertSame(with, db);
                return with;
            } catch (AssertionError | RuntimeException e) {
                e.addSuppressed(without);
                throw e;
            }
        }
    }
}
