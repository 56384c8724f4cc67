package io.contextdb.engine.bulk;

import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.InputCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels of a bulk load, checked and numbered once for all nodes that have the same. Labels get their numbers when the
 * first node with them is added, not before, so that a node that is refused leaves no trace. When it has met very many
 * sets of labels it forgets them all.
 */
final class StageLabels {
    private static final int SETS_MAX = 1 << 10;
    private static final int[] UNNUMBERED = {};

    private final BulkStage stage;
    private final InputCheck input;
    private final Map<List<String>, Labels> known = new HashMap<>();

    /** The labels of a node, checked. */
    static final class Labels {
        private final List<String> names;
        private int[] numbers = UNNUMBERED;

        private Labels(List<String> names) {
            this.names = names;
        }
    }

    StageLabels(BulkStage stage, InputCheck input) {
        this.stage = stage;
        this.input = input;
    }

    /** Checks labels as they were given, in any order. */
    Labels check(Collection<String> labels) {
        List<String> given = labels instanceof List<String> list ? list : new ArrayList<>(labels);
        Labels present = known.get(given);
        if (present != null) {
            return present;
        }
        Labels checked = new Labels(input.labels(given));
        if (known.size() == SETS_MAX) {
            known.clear();
        }
        known.put(List.copyOf(given), checked);
        return checked;
    }

    /** The numbers of checked labels, ascending. */
    int[] numbers(Labels labels) {
        if (labels.numbers.length < labels.names.size()) {
            labels.numbers = labels.names.stream()
                    .mapToInt(label -> stage.intern(TokenKind.LABEL, label))
                    .sorted()
                    .toArray();
        }
        return labels.numbers;
    }
}
