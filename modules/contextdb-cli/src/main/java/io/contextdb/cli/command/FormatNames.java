package io.contextdb.cli.command;

import io.contextdb.cli.output.OutputFormat;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** The names of formats as they are typed. */
final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(OutputFormat.values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .iterator();
    }
}
