package io.contextdb.bench.scale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param nodes nodes of the database
 * @param edges its edges
 * @param vectors its vectors
 * @param imported the import; empty when the database was there before
 * @param warmMillis opening and the first hybrid answer in this virtual machine, which is warm, for each try
 * @param fresh the same in new processes; empty when none was started
 * @param similar similarity searches by width, narrow to wide
 * @param hybrid hybrid questions
 * @param anonymousMebibytes the greatest anonymous memory of the process by phase
 */
record ScaleResult(
        long nodes,
        long edges,
        long vectors,
        ScaleSettings settings,
        Optional<ScaleImport> imported,
        List<Double> warmMillis,
        List<FreshStart> fresh,
        List<ScaleQueries.Similar> similar,
        ScaleQueries.Hybrid hybrid,
        Map<String, Double> anonymousMebibytes) {
    /** The recall of the search that is shown first. */
    static final double RECALL = 0.95;

    /** The narrowest search that reaches {@link #RECALL}. */
    Optional<ScaleQueries.Similar> similarAtRecall() {
        return similar.stream().filter(each -> each.recall() >= RECALL).findFirst();
    }

    /** The middle one of the times, or NaN when there are none. */
    static double median(List<Double> times) {
        return times.isEmpty() ? Double.NaN : times.stream().sorted().toList().get(times.size() / 2);
    }

    double freshAnswerMillis() {
        return median(fresh.stream().map(FreshStart::answerMillis).toList());
    }

    double freshProcessMillis() {
        return median(fresh.stream().map(FreshStart::processMillis).toList());
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes", nodes);
        json.put("edges", edges);
        json.put("vectors", vectors);
        json.put("heap_max_mib", Runtime.getRuntime().maxMemory() / (1 << 20));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("type", settings.index().type());
        index.putAll(settings.index().parameters());
        index.put("build_threads", settings.buildThreads());
        json.put("index", index);
        imported.ifPresent(present -> json.put("import", present.toJson()));
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("warm_first_hybrid_ms", median(warmMillis));
        if (!fresh.isEmpty()) {
            open.put("fresh_first_hybrid_ms", freshAnswerMillis());
            open.put("fresh_process_ms", freshProcessMillis());
        }
        json.put("open", open);
        json.put("similar", similar.stream().map(ScaleResult::toJson).toList());
        similarAtRecall().ifPresent(search -> json.put("similar_at_" + RECALL, toJson(search)));
        Map<String, Object> hybrids = new LinkedHashMap<>();
        hybrids.put("related", hybrid.related());
        hybrids.putAll(hybrid.times().toJson());
        json.put("hybrid", hybrids);
        json.put("rss_anon_peak_mib", anonymousMebibytes);
        return json;
    }

    private static Map<String, Object> toJson(ScaleQueries.Similar search) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ef", search.ef());
        json.put("recall_at_10", search.recall());
        json.putAll(search.times().toJson());
        return json;
    }
}
