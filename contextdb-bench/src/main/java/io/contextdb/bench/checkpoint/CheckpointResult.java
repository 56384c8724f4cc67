package io.contextdb.bench.checkpoint;

import io.contextdb.bench.common.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of {@link CheckpointBench} measured.
 *
 * @param baseBytes the graph's files before anything changed
 * @param rounds all checkpoints, those that warm up too: each lies on those before it
 * @param writer durable inserts of one node while the measured checkpoints are taken
 * @param raw bare writes with a sync, beside a writer of as many bytes in the same time
 */
record CheckpointResult(long baseBytes, List<Round> rounds, Latencies writer, Latencies raw) {
    /**
     * A checkpoint.
     *
     * @param bytes what it wrote
     * @param seconds how long it took
     */
    record Round(long bytes, double seconds) {}

    double writtenShare() {
        return (double) rounds.stream().mapToLong(Round::bytes).max().orElse(0) / baseBytes;
    }

    double firstShare() {
        return (double) rounds.getFirst().bytes() / baseBytes;
    }

    double meanShare() {
        return rounds.stream().mapToLong(Round::bytes).average().orElse(0) / baseBytes;
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("base_bytes", baseBytes);
        object.put("written_bytes", rounds.stream().map(Round::bytes).toList());
        object.put("seconds", rounds.stream().map(Round::seconds).toList());
        object.put("written_share_first", firstShare());
        object.put("written_share_mean", meanShare());
        object.put("written_share_max", writtenShare());
        object.put("writer_p50_us", writer.micros(0.5));
        object.put("writer_p99_us", writer.micros(0.99));
        object.put("fdatasync_p50_us", raw.micros(0.5));
        object.put("fdatasync_p99_us", raw.micros(0.99));
        object.put("p99_ratio", writer.micros(0.99) / raw.micros(0.99));
        return object;
    }
}
