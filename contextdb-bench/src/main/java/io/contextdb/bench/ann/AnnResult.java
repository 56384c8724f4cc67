package io.contextdb.bench.ann;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param buildWallSeconds time to build the index
 * @param buildCpuSeconds processor time of the process meanwhile, its compilers and collector included
 * @param indexBytes bytes of the index file and of the vectors
 * @param search a measurement for each width
 */
record AnnResult(double buildWallSeconds, double buildCpuSeconds, long indexBytes, List<Search> search) {
    /**
     * Searches of one width.
     *
     * @param ef the width
     * @param recall mean share of the ten exact neighbours found
     * @param queriesPerCpuSecond searches in a second of the searching threads' processor time
     * @param queriesPerSecond searches in a second
     * @param p50Micros median time of a search
     * @param p99Micros time that one search in a hundred exceeds
     * @param bytesPerQuery bytes allocated by a search
     */
    record Search(
            int ef,
            double recall,
            double queriesPerCpuSecond,
            double queriesPerSecond,
            double p50Micros,
            double p99Micros,
            double bytesPerQuery) {
        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ef", ef);
            json.put("recall_at_10", recall);
            json.put("qps_cpu", queriesPerCpuSecond);
            json.put("qps_wall", queriesPerSecond);
            json.put("p50_us", p50Micros);
            json.put("p99_us", p99Micros);
            json.put("bytes_per_query", bytesPerQuery);
            return json;
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("wall_s", buildWallSeconds);
        build.put("cpu_s", buildCpuSeconds);
        build.put("index_bytes", indexBytes);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("build", build);
        json.put("search", toJson(search));
        return json;
    }

    static List<Map<String, Object>> toJson(List<Search> searches) {
        return searches.stream().map(Search::toJson).toList();
    }

    /**
     * Searches in a second of processor time at a recall, between two widths on a line of the logarithm; NaN when no
     * width reached it. That of the smallest width when even this has more recall.
     */
    double queriesPerCpuSecondAt(double recall) {
        List<Search> byEf = new ArrayList<>(search);
        byEf.sort((left, right) -> Integer.compare(left.ef, right.ef));
        Search below = null;
        for (Search at : byEf) {
            if (at.recall >= recall) {
                if (below == null || at.recall == below.recall) {
                    return at.queriesPerCpuSecond;
                }
                double part = (recall - below.recall) / (at.recall - below.recall);
                return Math.exp(
                        (1 - part) * Math.log(below.queriesPerCpuSecond) + part * Math.log(at.queriesPerCpuSecond));
            }
            below = at;
        }
        return Double.NaN;
    }
}
