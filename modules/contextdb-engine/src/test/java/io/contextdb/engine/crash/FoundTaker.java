package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.fail;

import io.contextdb.api.Database;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls.Call;
import java.util.List;

/**
 * Says how the step that was under way went from what a database holds that took effect of it: new ids are those the
 * model has not.
 */
record FoundTaker(Database db) implements Script.Taker {
    @Override
    public Answer single(Call call, GraphModel model) {
        long[] edges = model.newEdges(db);
        return new Answer(edges.length > 0 ? edges : model.newNodes(db), null);
    }

    @Override
    public void begin() {
        fail("the database changed while a transaction was made that nobody had begun to commit");
    }

    @Override
    public Answer within(Call call) {
        throw new IllegalStateException("no transaction began");
    }

    @Override
    public boolean end(boolean commit) {
        throw new IllegalStateException("no transaction began");
    }

    @Override
    public Answer load(List<Call> rows, GraphModel model) {
        return new Answer(model.newEdges(db), null);
    }
}
