package io.contextdb.bench.crash;

import io.contextdb.testkit.file.Damage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found.
 *
 * @param workloads in the order in which they were run
 * @param violations a line for each
 * @param seconds of the clock
 * @param processorSeconds of all processors together
 */
record CrashResult(List<OfWorkload> workloads, List<String> violations, double seconds, double processorSeconds) {
    /**
     * The part of one workload.
     *
     * @param changes to the files: places to crash at
     * @param images distinct ones, by damage
     */
    record OfWorkload(String name, int changes, Map<Damage, Long> images) {
        long imagesAll() {
            return images.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    long images() {
        return workloads.stream().mapToLong(OfWorkload::imagesAll).sum();
    }

    long changes() {
        return workloads.stream().mapToLong(OfWorkload::changes).sum();
    }

    long images(Damage damage) {
        return workloads.stream()
                .mapToLong(workload -> workload.images().getOrDefault(damage, 0L))
                .sum();
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("images", images());
        object.put("violations", violations.size());
        object.put("seconds", seconds);
        object.put("processor_seconds", processorSeconds);
        object.put("changes", changes());
        Map<String, Object> byWorkload = new LinkedHashMap<>();
        workloads.forEach(workload -> byWorkload.put(workload.name(), workload.imagesAll()));
        object.put("workloads", byWorkload);
        Map<String, Object> byDamage = new LinkedHashMap<>();
        for (Damage damage : Damage.values()) {
            byDamage.put(damage.name().toLowerCase(Locale.ROOT), images(damage));
        }
        object.put("damages", byDamage);
        object.put("messages", violations);
        return object;
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("workload", "changes", "images"));
        for (Damage damage : Damage.values()) {
            columns.add(damage.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return columns;
    }

    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        for (OfWorkload workload : workloads) {
            List<Object> row = new ArrayList<>(List.of(workload.name(), workload.changes(), workload.imagesAll()));
            for (Damage damage : Damage.values()) {
                row.add(workload.images().getOrDefault(damage, 0L));
            }
            rows.add(row);
        }
        List<Object> sum = new ArrayList<>(List.of("all", changes(), images()));
        for (Damage damage : Damage.values()) {
            sum.add(images(damage));
        }
        rows.add(sum);
        return rows;
    }
}
