package io.contextdb.engine.crash;

import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls;
import io.contextdb.engine.model.RandomCalls.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random steps in the life of a database; the same seed on the same content gives the same steps. */
final class Script {
    private static final int IDS = 40;
    private static final int CALLS_PER_TRANSACTION = 8;
    private static final int ROWS_PER_LOAD = 60;

    /** Who takes the steps, or knows how they went. */
    interface Taker {
        /** A call on the database itself. */
        Answer single(Call call, GraphModel model);

        /** A transaction begins. */
        void begin();

        /** A call on the transaction. */
        Answer within(Call call);

        /** The transaction ends; returns whether it took effect. */
        boolean end(boolean commit);

        /** A bulk load; returns the ids of its edges. */
        Answer load(List<Call> rows, GraphModel model);
    }

    private final Random random;
    private final RandomCalls calls;

    Script(long seed) {
        random = new Random(seed);
        calls = new RandomCalls(random, IDS);
    }

    /** Takes the next step; returns the model after it. */
    GraphModel next(GraphModel model, Taker taker) {
        int choice = random.nextInt(100);
        if (choice < 75) {
            Call call = calls.next(model);
            return taker.single(call, model).repeat(call, model);
        }
        return choice < 95 ? transaction(model, taker) : load(model, taker);
    }

    private GraphModel transaction(GraphModel before, Taker taker) {
        taker.begin();
        GraphModel model = before;
        for (int i = random.nextInt(CALLS_PER_TRANSACTION); i >= 0; i--) {
            Call call = calls.next(model);
            model = taker.within(call).repeat(call, model);
        }
        return taker.end(random.nextInt(5) > 0) ? model.committed(before) : before;
    }

    private GraphModel load(GraphModel before, Taker taker) {
        List<Call> rows = new ArrayList<>();
        for (int i = random.nextInt(ROWS_PER_LOAD); i >= 0; i--) {
            rows.add(calls.nextRow(before));
        }
        Answer answer = taker.load(rows, before);
        return answer.refusal() == null ? before.with(rows, answer.ids()) : before;
    }
}
