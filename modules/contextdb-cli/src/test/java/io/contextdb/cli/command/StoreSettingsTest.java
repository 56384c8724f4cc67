package io.contextdb.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
    @Test
    void variablesOfObjectStoresAreSettings() {
        Map<String, String> variables = Map.of(
                "CONTEXTDB_S3_BUCKET",
                "backups",
                "CONTEXTDB_S3_PATH_STYLE",
                "true",
                "CONTEXTDB_DB",
                "people",
                "HOME",
                "/");
        assertEquals(Map.of("s3_bucket", "backups", "s3_path_style", "true"), StoreSettings.of(variables));
    }
}
