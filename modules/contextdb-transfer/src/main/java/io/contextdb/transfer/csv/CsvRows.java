package io.contextdb.transfer.csv;

import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.input.RowSource;

/** Rows of a CSV file behind its header: what nodes and edges have in common. */
public abstract sealed class CsvRows implements RowSource permits NodeRows, EdgeRows {
    private final CsvTokenizer rows;
    private final int fields;

    CsvRows(CsvSource source) {
        rows = source.rows();
        fields = source.header().columns().size();
    }

    /** Hands on a row whose number of fields is that of the header. */
    protected abstract void loadRow(CsvTokenizer tokenizer);

    @Override
    public final boolean next() {
        return rows.next();
    }

    @Override
    public final void load() {
        String flaw = rows.flaw();
        if (flaw != null) {
            throw new RowProblem(flaw);
        }
        if (rows.fields() != fields) {
            throw new RowProblem("the row has " + rows.fields() + " fields, the header " + fields);
        }
        loadRow(rows);
    }

    @Override
    public final String position() {
        return "line " + rows.line();
    }

    @Override
    public final String raw(int length) {
        return rows.raw(length);
    }

    @Override
    public final InputFile file() {
        return rows.file();
    }

    @Override
    public final void close() {
        rows.close();
    }
}
