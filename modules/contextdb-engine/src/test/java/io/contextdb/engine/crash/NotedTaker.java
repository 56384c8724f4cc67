package io.contextdb.engine.crash;

import io.contextdb.engine.model.Answer;
import io.contextdb.engine.model.GraphModel;
import io.contextdb.engine.model.RandomCalls.Call;
import java.util.Iterator;
import java.util.List;

/** Says how a step went from the notes that were taken of it. */
final class NotedTaker implements Script.Taker {
    private final Iterator<String> words;

    NotedTaker(String notes) {
        words = List.of(notes.split(" ")).iterator();
    }

    @Override
    public Answer single(Call call, GraphModel model) {
        return Answer.parse(words.next());
    }

    @Override
    public void begin() {}

    @Override
    public Answer within(Call call) {
        return Answer.parse(words.next());
    }

    /** A transaction of which nothing more is known was being committed, and is taken as committed. */
    @Override
    public boolean end(boolean commit) {
        return commit && (!words.hasNext() || Boolean.parseBoolean(words.next()));
    }

    @Override
    public Answer load(List<Call> rows, GraphModel model) {
        return Answer.parse(words.next());
    }
}
