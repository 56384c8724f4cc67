package io.contextdb.cli.output;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** {@code 1,234,567}. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 edge}, {@code 2 edges}. */
    public static String counted(long value, String noun) {
        return grouped(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /**
     * Three to four significant digits, no exponent where it can be avoided: {@code 0.9812}, {@code 12.5},
     * {@code 4,031}.
     */
    public static String decimal(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.4f", value);
    }

    /** {@code 1.2 M}: for rates and sizes that change while one looks at them. */
    public static String rounded(double value) {
        if (value >= 999_500) {
            return String.format(Locale.ROOT, "%.1f M", value / 1e6);
        }
        return value >= 9_950 ? String.format(Locale.ROOT, "%.0f k", value / 1e3) : grouped(Math.round(value));
    }

    /** {@code 12.3 MiB}. */
    public static String bytes(long value) {
        if (value < 1 << 10) {
            return value + " B";
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double scaled = value / 1024.0;
        int unit = 0;
        while (scaled >= 1023.95 && unit < units.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, units[unit]);
    }

    /** {@code 312 us}, {@code 4.2 ms}, {@code 1.25 s}, {@code 3 min 20 s}. */
    public static String duration(long nanoseconds) {
        double seconds = nanoseconds / 1e9;
        if (seconds >= 100) {
            long whole = Math.round(seconds);
            return whole / 60 + " min " + whole % 60 + " s";
        }
        if (seconds >= 1) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds >= 1e-3
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
                : Math.round(seconds * 1e6) + " us";
    }
}
