package io.contextdb.cli.reference;

import io.contextdb.api.ErrorCode;
import io.contextdb.cli.command.ExitCode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the reference of errors from the codes and what is said about each where it is declared. */
final class ErrorReference {
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* (.*?) \\*/\\s*([A-Z_]+)\\(\\d+,", Pattern.DOTALL);

    private static final String HEAD = """
            # Errors

            Written by `ReferenceTest` from `ErrorCode`; `-Dcontextdb.rewrite=true` writes it anew.

            Every error has a code that never changes; messages begin with it and say what was asked, the value seen, the
            limit, and what to do. In Java they are `ContextDbException`s with `code()`; whatever a call throws, it has
            changed nothing. The category decides the exit code of the command line.
            """;

    private ErrorReference() {}

    static String write(String source) {
        Map<String, String> meanings = new HashMap<>();
        Matcher match = CONSTANT.matcher(source);
        while (match.find()) {
            meanings.put(match.group(2), match.group(1).replaceAll("\\s+\\*?\\s*", " "));
        }
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\n| code | name | category | exit code | meaning |\n| --- | --- | --- | ---: | --- |\n");
        for (ErrorCode code : ErrorCode.values()) {
            text.append("| ").append(code.code());
            text.append(" | ").append(code.name());
            text.append(" | ")
                    .append(code.category().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            text.append(" | ").append(ExitCode.of(code));
            text.append(" | ").append(meanings.get(code.name())).append(" |\n");
        }
        return text.toString();
    }
}
