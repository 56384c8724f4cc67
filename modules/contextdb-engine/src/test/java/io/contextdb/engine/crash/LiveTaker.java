package io.contextdb.engine.crash;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls.Call;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes steps on a database, and notes how each went. */
final class LiveTaker implements Script.Taker {
    private final Database db;
    private final Consumer<String> intents;
    private StringJoiner notes = new StringJoiner(" ");
    private @Nullable Transaction transaction;

    /**
     * Takes steps.
     *
     * @param intents told the notes of a transaction before it is committed
     */
    LiveTaker(Database db, Consumer<String> intents) {
        this.db = db;
        this.intents = intents;
    }

    /** The notes of the last step. */
    String takeNotes() {
        String words = notes.toString();
        notes = new StringJoiner(" ");
        return words;
    }

    @Override
    public Answer single(Call call, GraphModel model) {
        return noted(Answer.of(call, db));
    }

    @Override
    public void begin() {
        transaction = db.begin();
    }

    @Override
    public Answer within(Call call) {
        return noted(Answer.of(call, transaction()));
    }

    @Override
    public boolean end(boolean commit) {
        boolean committed = false;
        try (Transaction ending = transaction()) {
            if (commit) {
                intents.accept(notes.toString());
                ending.commit();
                committed = true;
            }
        } catch (ContextDbException e) {
            // A snapshot came in between, with which the memory of changes begins anew.
            requireConflict(e);
        }
        notes.add(String.valueOf(committed));
        return committed;
    }

    @Override
    public Answer load(List<Call> rows, GraphModel model) {
        try (BulkLoader loader = db.beginBulkLoad()) {
            LoadWriter writer = new LoadWriter(loader);
            rows.forEach(row -> Answer.of(row, writer));
            loader.commit(Progress.none());
        } catch (ContextDbException e) {
            requireConflict(e);
            return noted(new Answer(new long[0], e.code()));
        }
        return noted(new Answer(model.newEdges(db), null));
    }

    private static void requireConflict(ContextDbException e) {
        if (e.code() != ErrorCode.TRANSACTION_CONFLICT) {
            throw e;
        }
    }

    private Transaction transaction() {
        Transaction present = transaction;
        if (present == null) {
            throw new IllegalStateException("no transaction has begun");
        }
        return present;
    }

    private Answer noted(Answer answer) {
        notes.add(answer.word());
        return answer;
    }
}
