package io.contextdb.cli.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.SalvageReport;
import io.contextdb.api.SalvageReport.Gap;
import io.contextdb.api.SalvageReport.Ids;
import io.contextdb.api.SalvageReport.Lost;
import io.contextdb.api.SalvageReport.Missing;
import io.contextdb.transfer.JsonText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairOutputTest {
    /** As everywhere else: a number, and without a sign. */
    @Test
    void idsAreUnsignedNumbers() {
        Gap gap = new Gap("nodes", 3, 4, 2, Optional.of(new Ids(7, -1)), "damaged");
        Missing missing = new Missing(2, 0, 0, 0, 0, 0, List.of(gap));
        SalvageReport report = new SalvageReport("id", 1, 5, 10, 0, 0, Lost.NOTHING, missing, true, List.of());
        String json = JsonText.line(RepairOutput.object(report));
        assertTrue(json.contains("\"rows\":2,\"lowest_id\":7,\"highest_id\":18446744073709551615,"), json);
    }
}
