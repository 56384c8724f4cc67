package io.contextdb.cli.session;

import io.contextdb.cli.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A script of commands and what they print.
 *
 * <p>A line that begins with {@code #} is a remark and {@code $ contextdb} begins a command; what follows up to an
 * empty line is its standard output as it is, its standard error with {@code ! } in front of each line, and {@code ?
 * code} unless it is 0. {@code DIR} stands for the session's directory; times, rates, sizes and timestamps, which
 * differ from run to run, are written as {@code TIME}, {@code RATE}, {@code SIZE} and {@code TIMESTAMP}, and numbers of
 * bytes that do as {@code BYTES}.
 */
final class Session {
    private static final String PROMPT = "$ contextdb ";
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern RATE = Pattern.compile("\\d[\\d,.]*/s");
    private static final Pattern SIZE = Pattern.compile("\\d[\\d,.]* [KMGT]iB");
    private static final Pattern BYTES = Pattern.compile("((?:disk_free|memory|change)_bytes)(\":|\\s+)\\d+");
    private static final Pattern TIME = Pattern.compile("\\d[\\d,.]* (us|ms|s|min)\\b");

    private final Path directory;

    Session(Path directory) {
        this.directory = directory;
    }

    /** Runs the script's commands and returns it with what they print now. */
    String replay(String script) {
        StringBuilder printed = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith("#")) {
                printed.append(line).append("\n\n");
            } else if (line.startsWith(PROMPT)) {
                printed.append(line).append('\n');
                printed.append(run(line.substring(PROMPT.length()))).append('\n');
            }
        }
        return printed.toString();
    }

    private String run(String command) {
        List<String> arguments = ARGUMENT.matcher(command.replace("DIR", directory.toString()))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        StringBuilder printed = new StringBuilder(steady(run.out()));
        steady(run.err())
                .lines()
                .forEach(line -> printed.append("! ").append(line).append('\n'));
        if (run.code() != 0) {
            printed.append("? ").append(run.code()).append('\n');
        }
        return printed.toString();
    }

    private String steady(String text) {
        String steady = text.replace(directory.toString(), "DIR");
        steady = TIMESTAMP.matcher(steady).replaceAll("TIMESTAMP");
        steady = SIZE.matcher(steady).replaceAll("SIZE");
        steady = BYTES.matcher(steady).replaceAll("$1$2BYTES");
        steady = RATE.matcher(steady).replaceAll("RATE");
        return TIME.matcher(steady).replaceAll("TIME");
    }
}
