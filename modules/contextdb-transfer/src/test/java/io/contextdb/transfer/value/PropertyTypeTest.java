package io.contextdb.transfer.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Value;
import io.contextdb.api.Value.DurationValue;
import io.contextdb.testkit.Seeds;
import io.contextdb.transfer.ValueText;
import io.contextdb.transfer.input.RowProblem;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyTypeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            INT           | 42                                  | 42
            LONG          | -9223372036854775808                | -9223372036854775808
            FLOAT         | 1.5e3                               | 1500.0
            DOUBLE        | -0.25                               | -0.25
            BOOLEAN       | TRUE                                | true
            BYTE          | -128                                | -128
            SHORT         | 32767                               | 32767
            CHAR          | 中                                  | 中
            POINT         | {x: 1, y: -2.5}                     | {x: 1.0, y: -2.5}
            POINT         | {latitude:48.1,longitude:11.6}      | {longitude: 11.6, latitude: 48.1}
            POINT         | {x:1,y:2,z:3,crs:'cartesian-3d'}    | {x: 1.0, y: 2.0, z: 3.0}
            POINT         | {x:11.6,y:48.1,crs:WGS-84}          | {longitude: 11.6, latitude: 48.1}
            DATE          | 2024-02-29                          | 2024-02-29
            LOCALTIME     | 12:30:05                            | 12:30:05
            TIME          | 12:30:05+02:00                      | 12:30:05+02:00
            TIME          | 12:30                               | 12:30Z
            LOCALDATETIME | 2024-02-29T12:30                    | 2024-02-29T12:30
            DATETIME      | 2024-02-29T12:30Z                   | 2024-02-29T12:30Z
            DATETIME      | 2024-02-29T12:30+01:00[Europe/Berlin] | 2024-02-29T12:30+01:00[Europe/Berlin]
            DATETIME      | 2024-07-01T12:30[Europe/Berlin]     | 2024-07-01T12:30+02:00[Europe/Berlin]
            DURATION      | P1Y2M3W4DT5H6M7.08S                 | P1Y2M25DT5H6M7.08S
            DURATION      | PT-0.5S                             | PT-0.5S
            DURATION      | P-1M                                | P-1M
            DURATION      | PT0S                                | PT0S
            """)
    void readsAndWritesEachType(PropertyType type, String text, String expected) {
        assertEquals(expected, ValueText.format(type.parse(text, ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            INT           | 2147483648
            LONG          | 9223372036854775808
            LONG          | 1.0
            DOUBLE        | one
            BOOLEAN       | yes
            BYTE          | 128
            SHORT         | -32769
            CHAR          | ab
            POINT         | {x: 1}
            POINT         | {x: 1, y: 2, w: 3}
            POINT         | {latitude:1,longitude:2,crs:cartesian}
            DATE          | 2023-02-29
            LOCALTIME     | 25:00
            LOCALDATETIME | 2024-02-29
            DATETIME      | yesterday
            DURATION      | P
            DURATION      | P1DT
            DURATION      | 1D
            DURATION      | P999999999999999999Y
            """)
    void refusesWhatItIsNot(PropertyType type, String text) {
        RowProblem problem = assertThrows(RowProblem.class, () -> type.parse(text, ZoneOffset.UTC));
        assertTrue(problem.reason().startsWith("'" + text + "' is no "), problem::reason);
    }

    @Test
    void takesTheZoneOfTheColumnWhereTheTextNamesNone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals(
                "2024-02-29T12:30+01:00[Europe/Berlin]",
                ValueText.format(PropertyType.DATETIME.parse("2024-02-29T12:30", berlin)));
        assertThrows(RowProblem.class, () -> PropertyType.TIME.parse("12:30", berlin));
    }

    @Test
    void durationsSurviveTheirText() {
        Random random = Seeds.random("PropertyTypeTest");
        for (int i = 0; i < 2000; i++) {
            Value duration = new DurationValue(
                    random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(1_000_000_000));
            String text = ValueText.format(duration);
            assertEquals(duration, PropertyType.DURATION.parse(text, ZoneOffset.UTC), text);
        }
    }
}
