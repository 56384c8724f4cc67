package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.base.NodeRows;
import io.contextdb.storage.mmap.base.PropertySink;
import io.contextdb.storage.mmap.stage.StageReader;
import java.util.Arrays;

/** The nodes of a view, behind them those of a stage. */
final class ImportNodes implements NodeRows {
    private static final int[] NO_LABELS = {};

    private final NodeRows view;
    private final StageReader stage;
    private final MergedNames labels;
    private final MergedNames keys;
    /** The last labels of the stage that were renumbered, and what they became: neighbours often have the same. */
    private int[] stagedLabels = NO_LABELS;

    private int[] renumberedLabels = NO_LABELS;

    ImportNodes(NodeRows view, StageReader stage, MergedNames labels, MergedNames keys) {
        this.view = view;
        this.stage = stage;
        this.labels = labels;
        this.keys = keys;
    }

    @Override
    public int limit() {
        return view.limit() + stage.nodes();
    }

    @Override
    public long id(int node) {
        return node < view.limit() ? view.id(node) : stage.nodeId(node - view.limit());
    }

    @Override
    public boolean live(int node) {
        return node >= view.limit() || view.live(node);
    }

    @Override
    public int[] labels(int node) {
        if (node < view.limit()) {
            return view.labels(node);
        }
        int[] staged = stage.labels(node - view.limit());
        if (labels.identity()) {
            return staged;
        }
        if (staged != stagedLabels) {
            stagedLabels = staged;
            renumberedLabels =
                    Arrays.stream(staged).map(labels::number).sorted().toArray();
        }
        return renumberedLabels;
    }

    @Override
    public boolean hasProperties() {
        return view.hasProperties() || stage.hasNodeProperties();
    }

    @Override
    public void properties(int node, PropertySink sink) {
        if (node < view.limit()) {
            view.properties(node, sink);
        } else {
            stage.nodeProperties(node - view.limit(), keys.renumber(sink));
        }
    }
}
