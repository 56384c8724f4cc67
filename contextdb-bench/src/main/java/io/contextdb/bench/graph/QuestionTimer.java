package io.contextdb.bench.graph;

import io.contextdb.bench.common.Latencies;
import java.util.List;

/** Times questions of one kind, database and arrays in turn, so that both meet the same moments of a noisy machine. */
final class QuestionTimer {
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long MEASURED_NANOS = 2_000_000_000;
    private static final int ROUNDS_MAX = 2000;

    private final List<Question> questions;
    private final Latencies subject;
    private final Latencies limit;

    QuestionTimer(List<Question> questions) {
        this.questions = questions;
        subject = new Latencies(questions.size() * ROUNDS_MAX);
        limit = new Latencies(questions.size() * ROUNDS_MAX);
    }

    /** Warms up and measures. */
    void run() {
        rounds(WARM_UP_NANOS);
        subject.clear();
        limit.clear();
        rounds(MEASURED_NANOS);
    }

    /** The database's times. */
    Latencies subject() {
        return subject;
    }

    /** The arrays' times. */
    Latencies limit() {
        return limit;
    }

    private void rounds(long nanos) {
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || System.nanoTime() - start < nanos); round++) {
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
}
