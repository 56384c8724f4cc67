package io.contextdb.transfer.input;

import io.contextdb.api.ErrorCode;

/** Rows of one file, one after the other. */
public interface RowSource extends AutoCloseable {
    /** Goes to the next row; false at the end of the file. Throws when the file cannot be read any further. */
    boolean next();

    /**
     * Hands the row on. Throws a {@link RowProblem} or the loader's error when it is refused; the next row may be fine.
     */
    void load();

    /** Whether a refusal with this code is about the file as a whole, so that all rows would share it. */
    default boolean concernsFile(ErrorCode code) {
        return false;
    }

    /** Where the row is, such as {@code line 17}. */
    String position();

    /** The row's text, at most {@code length} characters; empty for binary formats. */
    String raw(int length);

    /** The file. */
    InputFile file();

    @Override
    void close();
}
