package io.contextdb.bench.graph;

import java.util.Arrays;
import java.util.List;

/** Times questions of one kind, database and arrays in turn, so that both meet the same moments of a noisy machine. */
final class QuestionTimer {
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long MEASURED_NANOS = 2_000_000_000;
    private static final int ROUNDS_MAX = 2000;

    private final List<Question> questions;
    private final long[] subject;
    private final long[] limit;
    private int size;

    QuestionTimer(List<Question> questions) {
        this.questions = questions;
        subject = new long[questions.size() * ROUNDS_MAX];
        limit = new long[questions.size() * ROUNDS_MAX];
    }

    /** Warms up and measures. */
    void run() {
        rounds(WARM_UP_NANOS);
        size = 0;
        rounds(MEASURED_NANOS);
    }

    /** A percentile of the database's times, in microseconds. */
    double subjectMicros(double percentile) {
        return micros(subject, percentile);
    }

    /** A percentile of the arrays' times, in microseconds. */
    double limitMicros(double percentile) {
        return micros(limit, percentile);
    }

    private void rounds(long nanos) {
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || System.nanoTime() - start < nanos); round++) {
            if (size == subject.length) {
                size = 0;
            }
            int before = size;
            for (Question question : questions) {
                long begin = System.nanoTime();
                question.askSubject();
                subject[size++] = System.nanoTime() - begin;
            }
            size = before;
            for (Question question : questions) {
                long begin = System.nanoTime();
                question.askLimit();
                limit[size++] = System.nanoTime() - begin;
            }
        }
    }

    private double micros(long[] nanos, double percentile) {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, (long) (percentile * size))] / 1000.0;
    }
}
