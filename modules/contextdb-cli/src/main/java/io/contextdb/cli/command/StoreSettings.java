package io.contextdb.cli.command;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of object stores that the environment holds: {@code CONTEXTDB_S3_REGION} is {@code s3_region}. */
final class StoreSettings {
    private static final String VARIABLE = "CONTEXTDB_";
    private static final String S3 = "S3_";

    private StoreSettings() {}

    /** Those of this process. */
    static Map<String, String> ofEnvironment() {
        return of(System.getenv());
    }

    /** Those of some variables. */
    static Map<String, String> of(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(VARIABLE + S3))
                .collect(Collectors.toMap(
                        variable ->
                                variable.getKey().substring(VARIABLE.length()).toLowerCase(Locale.ROOT),
                        Map.Entry::getValue));
    }
}
