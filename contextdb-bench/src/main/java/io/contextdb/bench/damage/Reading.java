package io.contextdb.bench.damage;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.NodeList;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads everything a database holds, through each of its structures: content, lists of neighbours, index, labels. Used
 * by one thread.
 */
final class Reading {
    /** What stands for an answer that was refused. */
    static final String REFUSED = "refused";

    private static final int STEP = 1087;
    private static final int HITS = 5;

    private final NodeList neighbors = new NodeList();
    private final SearchHits hits = new SearchHits();

    /**
     * The answers to all questions, in their order. Other errors than {@code CORRUPTION} that names a file of the
     * database are passed on.
     */
    List<String> answers(Database db) {
        List<String> answers = new ArrayList<>();
        answers.add(answer(db, any -> any.contentDigest(Progress.none())));
        answers.add(answer(db, this::lists));
        answers.add(answer(db, any -> any.statistics().labels().toString()));
        for (long id = 0; id < SweptDatabase.NODES - SweptDatabase.NODES_DELETED; id += STEP) {
            long node = id;
            answers.add(answer(db, any -> any.findNode(node).toString()));
            answers.add(answer(db, any -> any.edges(node, Direction.BOTH).toString()));
            answers.add(answer(db, any -> similar(any, node, true)));
        }
        // As wide as the index is, so that it must find what a scan finds; which takes as long as everything else.
        answers.add(answer(db, any -> similar(any, STEP, false)));
        answers.add(answer(
                db, any -> Arrays.toString(any.queryHybrid(0, 2, 4).hits().ids())));
        answers.add(answer(
                db,
                any -> any.findShortestPath(0, 7)
                        .map(path -> Arrays.toString(path.nodes()))
                        .toString()));
        return answers;
    }

    private static String answer(Database db, Function<Database, String> question) {
        try {
            return question.apply(db);
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION || !e.getMessage().contains(SweptDatabase.HOME.toString())) {
                throw e;
            }
            return REFUSED;
        }
    }

    /** The neighbours of every node, either way. */
    private String lists(Database db) {
        long hash = 0;
        for (long id = 0; id < SweptDatabase.NODES - SweptDatabase.NODES_DELETED; id++) {
            for (Direction direction : List.of(Direction.OUTGOING, Direction.INCOMING)) {
                db.queryRelated(id, Traversal.within(1).in(direction), neighbors);
                hash = 31 * hash + neighbors.size();
                for (int i = 0; i < neighbors.size(); i++) {
                    hash = 31 * hash + neighbors.id(i);
                }
            }
        }
        return Long.toHexString(hash);
    }

    private String similar(Database db, long id, boolean exactly) {
        SimilarityQuery query = SimilarityQuery.top(HITS);
        db.querySimilar(id, exactly ? query.exactly() : query.ef(2 * SweptDatabase.NODES), hits);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hits.size(); i++) {
            text.append(hits.id(i)).append(' ').append(hits.similarity(i)).append(", ");
        }
        return text.toString();
    }
}
