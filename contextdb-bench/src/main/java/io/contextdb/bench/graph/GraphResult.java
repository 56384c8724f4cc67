package io.contextdb.bench.graph;

import io.contextdb.bench.common.TimedImport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param openFirstHopMillis closed, opened again and one hop answered, in a warm virtual machine
 */
record GraphResult(TimedImport imported, double openFirstHopMillis, List<Kind> kinds) {
    /**
     * One kind of question.
     *
     * @param wrong answers that differ from the reference's (similarities by exact scan)
     * @param recall the share of the reference's answers found as users ask, through the index
     */
    record Kind(
            String kind,
            int count,
            int wrong,
            double recall,
            double p50Micros,
            double p99Micros,
            double limitP50Micros) {}

    Map<String, Object> toJson() {
        Map<String, Object> imports = new LinkedHashMap<>();
        imports.put("nodes_per_s", imported.nodesPerSecond());
        imports.put("edges_per_s", imported.edgesPerSecond());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("import", imports);
        object.put("open_first_hop_ms", openFirstHopMillis);
        object.put("queries", kinds.stream().map(GraphResult::toJson).toList());
        return object;
    }

    private static Map<String, Object> toJson(Kind kind) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind.kind());
        object.put("count", kind.count());
        object.put("wrong", kind.wrong());
        object.put("recall", kind.recall());
        object.put("p50_us", kind.p50Micros());
        object.put("p99_us", kind.p99Micros());
        object.put("limit_p50_us", kind.limitP50Micros());
        return object;
    }
}
