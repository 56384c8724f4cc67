package io.contextdb.transfer.value;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Value.DurationValue;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ISO 8601 texts of times with a zone, and of openCypher's durations. */
public final class TemporalText {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter();

    private static final Pattern DURATION = Pattern.compile(
            "P(?:([+-]?\\d{1,19})Y)?(?:([+-]?\\d{1,19})M)?(?:([+-]?\\d{1,19})W)?"
                    + "(?:([+-]?\\d{1,19})D)?(?:T(?:([+-]?\\d{1,19})H)?(?:([+-]?\\d{1,19})M)?(?:([+-]?)(\\d{1,19})(?:[.,](\\d{1,9}))?S)?)?");

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private TemporalText() {}

    /** A time of day; one without an offset is at {@code zone}, which must then be a fixed offset. */
    public static OffsetTime time(String text, ZoneId zone) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_TIME.parse(text);
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (offset == null) {
            // A named zone has no offset without a date, so only fixed ones can be a default here.
            if (!(zone.normalized() instanceof ZoneOffset fixed)) {
                throw new IllegalArgumentException();
            }
            offset = fixed;
        }
        return OffsetTime.of(LocalTime.from(parsed), offset);
    }

    /** A date and time; one without an offset or zone is in {@code zone}. */
    public static ZonedDateTime dateTime(String text, ZoneId zone) {
        TemporalAccessor parsed = DATE_TIME.parse(text);
        LocalDateTime local = LocalDateTime.from(parsed);
        ZoneId region = parsed.query(TemporalQueries.zoneId());
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (region != null) {
            return ZonedDateTime.ofLocal(local, region, offset);
        }
        return ZonedDateTime.of(local, offset == null ? zone : offset);
    }

    /**
     * A date and time as text that {@link #dateTime} reads back.
     *
     * @throws ContextDbException {@code UNSUPPORTED_VALUE} when it would be read as another one, as when it was made by
     *     other rules of its zone
     */
    public static String exact(ZonedDateTime value) {
        String text = value.toString();
        if (!dateTime(text, ZoneOffset.UTC).equals(value)) {
            throw new ContextDbException(
                    ErrorCode.UNSUPPORTED_VALUE,
                    "the date and time " + text
                            + " is read as another one by this Java's rules of time zones, so it cannot be written"
                            + " as text");
        }
        return text;
    }

    /** A duration such as {@code P1Y2M3DT4H5M6.7S}, each part with a sign of its own. */
    public static DurationValue duration(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw new IllegalArgumentException();
        }
        try {
            long months = Math.addExact(Math.multiplyExact(part(match, 1), 12L), part(match, 2));
            long days = Math.addExact(Math.multiplyExact(part(match, 3), 7L), part(match, 4));
            long seconds =
                    Math.addExact(Math.multiplyExact(part(match, 5), 3600L), Math.multiplyExact(part(match, 6), 60L));
            String sign = match.group(7) == null ? "" : match.group(7);
            long wholeSeconds = match.group(8) == null ? 0 : Long.parseLong(sign + match.group(8));
            int nanos = nanos(match.group(9));
            if (sign.equals("-") && nanos != 0) {
                // Nanoseconds count upwards from the second below.
                wholeSeconds = Math.subtractExact(wholeSeconds, 1);
                nanos = NANOS_PER_SECOND - nanos;
            }
            return new DurationValue(months, days, Math.addExact(seconds, wholeSeconds), nanos);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(overflow);
        }
    }

    /** What {@link #duration} reads. */
    public static String format(DurationValue value) {
        StringBuilder text = new StringBuilder("P");
        append(text, value.months() / 12, 'Y');
        append(text, value.months() % 12, 'M');
        append(text, value.days(), 'D');
        if (value.seconds() != 0 || value.nanoseconds() != 0) {
            text.append('T');
            append(text, value.seconds() / 3600, 'H');
            append(text, value.seconds() % 3600 / 60, 'M');
            long rest = value.seconds() % 60;
            if (rest != 0 || value.nanoseconds() != 0) {
                text.append(seconds(rest, value.nanoseconds())).append('S');
            }
        }
        return text.length() == 1 ? "PT0S" : text.toString();
    }

    private static String seconds(long seconds, int nanos) {
        if (nanos == 0) {
            return Long.toString(seconds);
        }
        boolean negative = seconds < 0;
        long whole = negative ? -(seconds + 1) : seconds;
        int fraction = negative ? NANOS_PER_SECOND - nanos : nanos;
        String digits = String.format("%09d", fraction).replaceFirst("0+$", "");
        return (negative ? "-" : "") + whole + "." + digits;
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    private static long part(Matcher match, int group) {
        String digits = match.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }
}
