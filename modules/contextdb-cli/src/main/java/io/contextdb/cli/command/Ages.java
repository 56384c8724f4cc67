package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages as they are typed: a whole number and a unit, {@code s}, {@code m}, {@code h} or {@code d}; 0 needs none. */
final class Ages {
    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");

    private Ages() {}

    static Duration parse(String text) {
        Matcher matcher = AGE.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        } else if (!matcher.matches()) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT, "the age '" + text + "'; say it as 30s, 90m, 12h or 7d");
        }
        ChronoUnit unit = switch (matcher.group(2)) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
        return Duration.of(Long.parseLong(matcher.group(1)), unit);
    }
}
