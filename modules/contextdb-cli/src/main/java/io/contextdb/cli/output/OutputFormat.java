package io.contextdb.cli.output;

/** The forms in which results are printed. */
public enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** One JSON value. */
    JSON,
    /** A JSON object for each result, one on each line. */
    NDJSON,
    /** Comma-separated values with a header, as RFC 4180 says. */
    CSV,
    /** A Markdown table. */
    MARKDOWN,
    /** A line for each value, an empty line between results. */
    LINE
}
