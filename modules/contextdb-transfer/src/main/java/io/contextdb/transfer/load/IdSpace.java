package io.contextdb.transfer.load;

import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.IdKind;
import io.contextdb.transfer.input.RowProblem;

/**
 * The ids of one group of nodes. They are numbers, used as they are, or texts, for which the bulk load chooses numbers;
 * the first row decides when nothing else did.
 */
public final class IdSpace {
    private final String description;
    private final TextIds texts = new TextIds();
    private IdKind kind;

    IdSpace(String group, IdKind kind) {
        description = group.isEmpty() ? "" : " of group " + group;
        this.kind = kind;
    }

    /** How ids are taken; {@link IdKind#AUTO} as long as nothing has decided. */
    public IdKind kind() {
        return kind;
    }

    /** How ids are taken from now on, {@code seen} when nothing has decided before. */
    public IdKind settle(IdKind seen) {
        if (kind == IdKind.AUTO) {
            kind = seen;
        }
        return kind;
    }

    /** The node with this text as its id. */
    public long node(String text) {
        if (!texts.contains(text)) {
            throw new RowProblem(
                    ErrorCode.NODE_NOT_FOUND,
                    "no node" + description + " with the id '" + text
                            + "' came before; ids that are texts mean nodes of the same import");
        }
        return texts.found();
    }

    /** Refuses a text that is taken. */
    void checkFree(String text) {
        if (texts.contains(text)) {
            throw new RowProblem(ErrorCode.NODE_EXISTS, "the id '" + text + "'" + description + " is taken");
        }
    }

    /** Remembers the number chosen for a text. */
    void assign(String text, long id) {
        texts.put(text, id);
    }

    /** {@code " of group Person"}, or nothing for the common group; for messages. */
    @Override
    public String toString() {
        return description;
    }
}
