package io.contextdb.bench.log;

import io.contextdb.bench.common.Latencies;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of {@link LogBench} measured. A batch is {@value LogBench#BATCH} records.
 *
 * @param fdatasync bare writes, each with a sync
 * @param single commands through the commit log, one at a time
 * @param batch groups of records through the log
 * @param databaseSingle nodes through a database, one at a time
 * @param databaseBatch batches of nodes
 * @param rocksSingle synced puts of RocksDB, one at a time
 * @param rocksBatch its batches
 */
record LogResult(
        Latencies fdatasync,
        Latencies single,
        Latencies batch,
        Latencies databaseSingle,
        Latencies databaseBatch,
        Latencies rocksSingle,
        Latencies rocksBatch) {
    /** Nothing measured yet. */
    static LogResult empty() {
        return new LogResult(
                new Latencies(),
                new Latencies(),
                new Latencies(),
                new Latencies(),
                new Latencies(),
                new Latencies(),
                new Latencies());
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("single_per_s", single.perSecond());
        object.put("single_p99_us", single.micros(0.99));
        object.put("batch1000_per_s", batch.perSecond() * LogBench.BATCH);
        object.put("fdatasync_per_s", fdatasync.perSecond());
        object.put("database_single_per_s", databaseSingle.perSecond());
        object.put("database_batch1000_per_s", databaseBatch.perSecond() * LogBench.BATCH);
        object.put("rocksdb_single_per_s", rocksSingle.perSecond());
        object.put("rocksdb_batch1000_per_s", rocksBatch.perSecond() * LogBench.BATCH);
        return object;
    }
}
