package io.contextdb.bench.damage;

import io.contextdb.bench.damage.DamageCheck.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a sweep found.
 *
 * @param places how many flips all of them would be
 * @param bytes of the database
 * @param outcomes how often each came of flips in each file
 * @param violations a line for each
 * @param seconds of the clock
 * @param processorSeconds of all processors together
 */
record DamageResult(
        long places,
        long bytes,
        SortedMap<String, Map<Outcome, Long>> outcomes,
        List<String> violations,
        double seconds,
        double processorSeconds) {
    long count(Outcome outcome) {
        return outcomes.values().stream()
                .mapToLong(ofFile -> ofFile.getOrDefault(outcome, 0L))
                .sum();
    }

    long detected() {
        return count(Outcome.NOT_OPENED) + count(Outcome.REFUSED_IN_PART);
    }

    long flips() {
        return detected() + count(Outcome.HARMLESS) + violations.size();
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("flips", flips());
        object.put("detected", detected());
        object.put("harmless", count(Outcome.HARMLESS));
        object.put("violations", violations.size());
        object.put("seconds", seconds);
        object.put("processor_seconds", processorSeconds);
        object.put("places", places);
        object.put("bytes", bytes);
        Map<String, Object> files = new LinkedHashMap<>();
        outcomes.forEach((file, ofFile) -> files.put(file, named(ofFile)));
        object.put("files", files);
        object.put("messages", violations);
        return object;
    }

    private static Map<String, Object> named(Map<Outcome, Long> ofFile) {
        Map<String, Object> named = new LinkedHashMap<>();
        new EnumMap<>(ofFile)
                .forEach((outcome, count) -> named.put(outcome.name().toLowerCase(Locale.ROOT), count));
        return named;
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("file"));
        for (Outcome outcome : Outcome.values()) {
            columns.add(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return columns;
    }

    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        outcomes.forEach((file, ofFile) -> {
            List<Object> row = new ArrayList<>(List.of(file));
            for (Outcome outcome : Outcome.values()) {
                row.add(ofFile.getOrDefault(outcome, 0L));
            }
            rows.add(row);
        });
        return rows;
    }
}
