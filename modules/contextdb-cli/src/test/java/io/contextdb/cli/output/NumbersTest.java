package io.contextdb.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0             | 0 us
            999           | 1 us
            312000        | 312 us
            4200000       | 4.2 ms
            1250000000    | 1.25 s
            200000000000  | 3 min 20 s
            """)
    void writesDurations(long nanos, String expected) {
        assertEquals(expected, Numbers.duration(nanos));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0           | 0 B
            1023        | 1023 B
            1536        | 1.5 KiB
            1048575     | 1.0 MiB
            12897484    | 12.3 MiB
            9223372036854775807 | 8.0 EiB
            """)
    void writesBytes(long bytes, String expected) {
        assertEquals(expected, Numbers.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12        | 12
            9949      | 9,949
            12345     | 12 k
            1234567   | 1.2 M
            """)
    void roundsRates(double rate, String expected) {
        assertEquals(expected, Numbers.rounded(rate));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.98123   | 0.9812
            -0.5      | -0.5000
            12.345    | 12.35
            123.45    | 123.5
            4031.2    | 4,031
            NaN       | NaN
            """)
    void writesDecimals(double number, String expected) {
        assertEquals(expected, Numbers.decimal(number));
    }
}
