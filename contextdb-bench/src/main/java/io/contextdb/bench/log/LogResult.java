package io.contextdb.bench.log;

import io.contextdb.bench.common.Latencies;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of {@link LogBench} measured.
 *
 * @param single commands, one at a time
 * @param batch groups of {@link LogBench#BATCH} records
 * @param fdatasync bare writes, each with a sync
 */
record LogResult(Latencies single, Latencies batch, Latencies fdatasync) {
    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("single_per_s", single.perSecond());
        object.put("single_p99_us", single.micros(0.99));
        object.put("batch1000_per_s", batch.perSecond() * LogBench.BATCH);
        object.put("fdatasync_per_s", fdatasync.perSecond());
        return object;
    }
}
