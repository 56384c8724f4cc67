package io.contextdb.engine.read;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.DatabaseStatistics.VectorSpaceStatistics;
import io.contextdb.api.NeighborStatistics;
import io.contextdb.api.SearchHits;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.engine.version.ReadState;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/** Figures about a state or an answer. Stateless. */
final class Overview {
    private Overview() {}

    static DatabaseStatistics statistics(ReadState state) {
        StorageView view = state.view();
        List<VectorSpaceStatistics> spaces = view.spaces().stream()
                .map(space -> statistics(state, space))
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
        return new DatabaseStatistics(
                view.nodeCount(),
                view.edgeCount(),
                spaces.stream().mapToLong(VectorSpaceStatistics::vectors).sum(),
                counts(view, TokenKind.LABEL, view::nodeCount),
                counts(view, TokenKind.EDGE_TYPE, view::edgeCount),
                spaces,
                view.position().index());
    }

    private static VectorSpaceStatistics statistics(ReadState state, VectorSpace space) {
        VectorRows rows = state.view().rows(space.number());
        VectorIndexReader index = state.index(space.number());
        return new VectorSpaceStatistics(
                space.name(),
                space.options(),
                rows.liveCount(),
                index == null ? 0 : Math.min(index.indexedRows(), rows.count()),
                rows.count());
    }

    private static SortedMap<String, Long> counts(StorageView view, TokenKind kind, IntToLongFunction count) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int token = 0; token < view.tokenCount(kind); token++) {
            long number = count.applyAsLong(token);
            if (number > 0) {
                counts.put(view.tokenName(kind, token), number);
            }
        }
        return counts;
    }

    static NeighborStatistics neighborStatistics(SearchHits hits) {
        int count = hits.size();
        if (count == 0) {
            return new NeighborStatistics(0, 0, 0, 0, 0);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += hits.similarity(i);
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double difference = hits.similarity(i) - mean;
            squares += difference * difference;
        }
        return new NeighborStatistics(
                count, hits.similarity(count - 1), hits.similarity(0), mean, Math.sqrt(squares / count));
    }
}
