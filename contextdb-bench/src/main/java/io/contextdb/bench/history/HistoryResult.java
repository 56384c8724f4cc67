package io.contextdb.bench.history;

import io.contextdb.bench.common.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link HistoryBench} measured.
 *
 * @param openAt opening the oldest snapshot
 * @param openAsOf opening a commit between two snapshots
 * @param commitsReplayed how many commits that applies
 * @param differences how many questions the oldest snapshot answers otherwise than a copy of the database of then
 * @param questions the same questions put to three states, by kind
 */
record HistoryResult(
        Latencies openAt, Latencies openAsOf, long commitsReplayed, int differences, List<Question> questions) {
    /** One kind of question. */
    record Question(QuestionKind kind, Latencies present, Latencies at, Latencies asOf) {
        static Question of(QuestionKind kind) {
            return new Question(kind, new Latencies(), new Latencies(), new Latencies());
        }

        String name() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        double atRatio() {
            return at.micros(0.5) / present.micros(0.5);
        }

        double asOfRatio() {
            return asOf.micros(0.5) / present.micros(0.5);
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("open_at_ms", openAt.micros(0.5) / 1e3);
        object.put("open_as_of_ms", openAsOf.micros(0.5) / 1e3);
        object.put("commits_replayed", commitsReplayed);
        object.put("differences", differences);
        for (Question question : questions) {
            object.put(question.name() + "_present_us", question.present().micros(0.5));
            object.put(question.name() + "_at_ratio", question.atRatio());
            object.put(question.name() + "_as_of_ratio", question.asOfRatio());
        }
        return object;
    }
}
