package io.contextdb.bench.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of {@link SnapshotBench} measured.
 *
 * @param bytes the bytes of the snapshot by kind of file
 * @param firstWrite writing all of it the first time, with the compilation of the code that does
 * @param bareWrite writing as many bytes into one file, between the two
 * @param write writing all of it again
 * @param sent sending it, with each codec
 * @param restore making a database of what was sent last
 * @param restoredBytes the bytes fetched
 * @param openMillis opening that database
 * @param digestEqual whether its digest is that of the one it was sent from
 */
record SnapshotResult(
        Map<String, Long> bytes,
        Cost firstWrite,
        Cost bareWrite,
        Cost write,
        List<Sent> sent,
        Cost restore,
        long restoredBytes,
        double openMillis,
        boolean digestEqual) {
    /**
     * Sending with a codec.
     *
     * @param stored the bytes stored, by kind of file where the archive is a directory, else empty
     * @param plain the bytes by kind of file if no differences were taken before compressing; empty without a codec
     */
    record Sent(String codec, Cost cost, long bytesSent, Map<String, Long> stored, Map<String, Long> plain) {}

    long allBytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bytes", bytes);
        object.put("first_write", firstWrite.toJson(allBytes()));
        object.put("bare_write", bareWrite.toJson(allBytes()));
        object.put("write", write.toJson(allBytes()));
        Map<String, Object> codecs = new LinkedHashMap<>();
        for (Sent one : sent) {
            Map<String, Object> codec = one.cost().toJson(allBytes());
            codec.put("bytes_sent", one.bytesSent());
            codec.put("ratio", (double) allBytes() / one.bytesSent());
            codec.put("ratios", ratios(one.stored()));
            codec.put("ratios_without_delta", ratios(one.plain()));
            codecs.put(one.codec(), codec);
        }
        object.put("push", codecs);
        object.put("restore", restore.toJson(restoredBytes));
        object.put("open_ms", openMillis);
        object.put("digest_equal", digestEqual);
        return object;
    }

    /** How many times smaller than in the database files of each kind are, of which {@code packed} has the bytes. */
    Map<String, Double> ratios(Map<String, Long> packed) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        packed.forEach((kind, stored) -> ratios.put(kind, (double) bytes.getOrDefault(kind, 0L) / stored));
        return ratios;
    }
}
