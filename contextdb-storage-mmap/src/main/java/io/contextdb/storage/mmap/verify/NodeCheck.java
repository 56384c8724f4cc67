package io.contextdb.storage.mmap.verify;

import io.contextdb.api.spi.TokenKind;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.snapshot.SnapshotCounts;
import java.util.List;

/** Nodes: ids are found again, labels and properties are known names, counts agree with the document. */
final class NodeCheck implements Runnable {
    private final Base base;
    private final Problems problems;
    private final String place;

    NodeCheck(Base base, Problems problems) {
        this.base = base;
        this.problems = problems;
        this.place = "snapshot " + base.metadata().id();
    }

    @Override
    public void run() {
        SnapshotCounts counts = base.metadata().counts();
        int labelCount = base.metadata().schema().labels().size();
        int keyCount = base.metadata().schema().names(TokenKind.PROPERTY_KEY).size();
        long[] labelNodes = new long[labelCount];
        long live = 0;
        problems.expectEqual(counts.nodeLimit(), base.nodeLimit(), place, "the number of nodes, dead ones included,");
        for (int node = 0; node < base.nodeLimit(); node++) {
            String named =
                    place + ", node " + Long.toUnsignedString(base.nodes().id(node));
            if (!base.nodeDead(node)) {
                live++;
                checkLive(node, named, keyCount, labelNodes);
            }
        }
        problems.expectEqual(counts.nodes(), live, place, "the number of live nodes");
        problems.expectEqual(labelCount, counts.labelNodes().size(), place, "the number of counted labels");
        List<Long> expected = counts.labelNodes();
        for (int label = 0; label < Math.min(labelCount, expected.size()); label++) {
            problems.expectEqual(expected.get(label), labelNodes[label], place, "the count of label " + label);
        }
    }

    private void checkLive(int node, String named, int keyCount, long[] labelNodes) {
        long id = base.nodes().id(node);
        problems.expectEqual(node, base.findNode(id), named, "the ordinal found by its id");
        problems.expect(
                Long.compareUnsigned(id, base.metadata().counts().nodeIdHighest()) <= 0,
                named,
                "its id is above the highest ever used");
        int before = -1;
        for (int label : base.nodes().labels(node)) {
            if (label <= before || label >= labelNodes.length) {
                problems.add(named + ": label " + label + " behind " + before + ", of " + labelNodes.length);
                return;
            }
            labelNodes[label]++;
            before = label;
        }
        base.nodes()
                .properties(
                        node,
                        (key, value) -> problems.expect(
                                key >= 0 && key < keyCount, named, "property key " + key + " of " + keyCount));
    }
}
