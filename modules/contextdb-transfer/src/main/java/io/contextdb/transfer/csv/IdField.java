package io.contextdb.transfer.csv;

import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.load.IdSpace;

/** A column of ids: reads the number a field spells, or finds what its text stands for. */
final class IdField {
    private final int field;
    private final IdSpace space;

    IdField(int field, IdSpace space) {
        this.field = field;
        this.space = space;
    }

    IdSpace space() {
        return space;
    }

    String text(CsvTokenizer rows) {
        return rows.text(field);
    }

    /** Whether the id of a node's row is a text; otherwise it is the tokenizer's {@link CsvTokenizer#number()}. */
    boolean isText(CsvTokenizer rows) {
        if (rows.length(field) == 0) {
            throw new RowProblem("the id is empty");
        }
        boolean number = rows.isUnsigned(field);
        IdKind kind = space.settle(number ? IdKind.NUMBER : IdKind.TEXT);
        if (kind == IdKind.NUMBER && !number) {
            throw noNumber(rows);
        }
        return kind == IdKind.TEXT;
    }

    /** The node that an edge's row means. */
    long node(CsvTokenizer rows) {
        if (space.kind() != IdKind.TEXT) {
            if (rows.isUnsigned(field)) {
                return rows.number();
            }
            if (space.kind() == IdKind.NUMBER) {
                throw noNumber(rows);
            }
        }
        return space.node(rows.text(field));
    }

    private RowProblem noNumber(CsvTokenizer rows) {
        return new RowProblem("the id '" + rows.text(field) + "' is no unsigned 64-bit number, as ids" + space
                + " are, by choice or because the first one was; --ids text takes any");
    }
}
