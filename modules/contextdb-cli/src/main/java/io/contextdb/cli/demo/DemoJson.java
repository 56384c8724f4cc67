package io.contextdb.cli.demo;

import io.contextdb.api.BulkReport;
import io.contextdb.cli.demo.Stopwatch.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demonstration for machines. */
final class DemoJson {
    private DemoJson() {}

    static Map<String, Object> object(BulkReport report, Step importStep, Answers answers, long totalNanos) {
        List<Map<String, Object>> steps = Stream.of(
                        importStep,
                        answers.relatedStep(),
                        answers.pathStep(),
                        answers.similarStep(),
                        answers.hybridStep(),
                        answers.exactStep())
                .map(DemoJson::object)
                .toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nodes", report.nodes());
        object.put("edges", report.edges());
        object.put("vectors", report.vectors());
        object.put("recall_at_10", answers.recall());
        object.put("steps", steps);
        object.put("total_s", totalNanos / 1e9);
        return object;
    }

    private static Map<String, Object> object(Step step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", step.name());
        object.put("micros", step.micros());
        return object;
    }
}
