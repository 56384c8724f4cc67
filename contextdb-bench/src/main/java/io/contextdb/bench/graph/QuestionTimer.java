package io.contextdb.bench.graph;

import io.contextdb.bench.common.Latencies;
import java.util.List;

/** Times questions of one kind, database and arrays in turn, so that both meet the same moments of a noisy machine. */
final class QuestionTimer {
    /**
     * By time alone: the compiler is done at a moment, not at a number of calls, and short questions would be over
     * before it.
     */
    private static final long WARM_UP_NANOS = 2_000_000_000;

    private static final long MEASURED_NANOS = 2_000_000_000;
    private static final int ROUNDS_MAX = 10_000;
    /** Room for measured times is taken at once, for many questions only as much as this. */
    private static final int TIMES_MAX = 10_000_000;

    private final List<Question> questions;
    private final Latencies subject;
    private final Latencies limit;
    private final int roundsMax;

    QuestionTimer(List<Question> questions) {
        this.questions = questions;
        roundsMax = Math.clamp(TIMES_MAX / questions.size(), 1, ROUNDS_MAX);
        subject = new Latencies(questions.size() * roundsMax);
        limit = new Latencies(questions.size() * roundsMax);
    }

    /** Warms up and measures. */
    void run() {
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS; ) {
            clear();
            round();
        }
        clear();
        long start = System.nanoTime();
        for (int round = 0; round == 0 || (round < roundsMax && System.nanoTime() - start < MEASURED_NANOS); round++) {
            round();
        }
    }

    /** The database's times. */
    Latencies subject() {
        return subject;
    }

    /** The arrays' times. */
    Latencies limit() {
        return limit;
    }

    private void clear() {
        subject.clear();
        limit.clear();
    }

    private void round() {
        for (Question question : questions) {
            long begin = System.nanoTime();
            question.askSubject();
            subject.add(System.nanoTime() - begin);
        }
        for (Question question : questions) {
            long begin = System.nanoTime();
            question.askLimit();
            limit.add(System.nanoTime() - begin);
        }
    }
}
