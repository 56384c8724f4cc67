package io.contextdb.cli.command;

import io.contextdb.transfer.CsvFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how CSV files are written. */
final class CsvSelection {
    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            converter = Character.class,
            description = "Between fields; TAB for a tab. Default: what the header uses.")
    private char delimiter = CsvFormat.NONE;

    @Option(
            names = "--array-delimiter",
            paramLabel = "CHAR",
            converter = Character.class,
            defaultValue = ";",
            description = "Between the elements of an array and between labels. Default: ${DEFAULT-VALUE}")
    private char arrayDelimiter;

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            converter = Character.class,
            defaultValue = "\"",
            description = "Around fields that hold a delimiter. Default: ${DEFAULT-VALUE}")
    private char quote;

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            converter = Character.class,
            description = "Skip lines that begin with this. Default: none.")
    private char comment = CsvFormat.NONE;

    @Option(
            names = "--header",
            paramLabel = "LINE",
            defaultValue = "",
            description = "The header of files without one, as in --header from,to.")
    private String header;

    CsvFormat format() {
        return new CsvFormat(delimiter, arrayDelimiter, quote, comment, header);
    }

    /** One character, or {@code TAB}. */
    static final class Character implements ITypeConverter<java.lang.Character> {
        @Override
        public java.lang.Character convert(String text) {
            if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
                return '\t';
            }
            if (text.length() != 1) {
                throw new TypeConversionException("'" + text + "' is not one character");
            }
            return text.charAt(0);
        }
    }
}
