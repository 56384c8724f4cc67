package io.contextdb.index.ivf;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BuildControl;
import io.contextdb.api.spi.VectorIndex;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.kernels.Workers;
import java.util.Arrays;

/**
 * The lists of one vector space. Rows that join make a new state, which shares with the one before what has not
 * changed: centroids and frozen lists. Where the centroids are trained anew depends on ordinals alone, so rows that
 * come all at once skip the trainings that would be overtaken.
 */
final class IvfIndex implements VectorIndex {
    /** Rows sorted between two looks at the control. */
    private static final int STEP_ROWS = 1 << 13;

    private final String name;
    private final VectorIndexOptions options;
    private final IvfParameters parameters;
    private final int buildThreads;
    private final Scorer scorer;
    private volatile IvfReader newest;
    private volatile boolean closed;

    /** The list of each row that is not in the file, in order. For the builder's thread alone. */
    private int[] laterLists = new int[0];

    IvfIndex(VectorIndexContext context, IvfParameters parameters) {
        this.name = context.name();
        this.options = context.options();
        this.parameters = parameters;
        this.buildThreads = Math.max(1, context.buildThreads());
        this.scorer = new Scorer(options.metric(), options.dimension());
        this.newest = reader(context.file()
                .map(file -> IvfFile.open(name, file, options, parameters))
                .orElse(IvfState.empty(options.dimension())));
    }

    private IvfReader reader(IvfState state) {
        return new IvfReader(options, parameters, scorer, state);
    }

    @Override
    public int boundary(int rows) {
        return Schedule.boundary(rows);
    }

    @Override
    public VectorIndexReader reader() {
        requireOpen();
        return newest;
    }

    private void requireOpen() {
        if (closed) {
            throw new ContextDbException(ErrorCode.CLOSED, "the index of " + name + " is closed");
        }
    }

    @Override
    public void extend(VectorRows rows, int boundary, BuildControl control) {
        assert boundary <= rows.count() && boundary == boundary(boundary);
        requireOpen();
        try (Workers workers = new Workers(buildThreads)) {
            KMeans kMeans = new KMeans(options.metric(), options.dimension(), workers);
            boolean proceed = true;
            while (proceed && newest.indexedRows() < boundary) {
                IvfState state = step(newest.state(), rows, boundary, kMeans);
                newest = reader(state);
                proceed = control.proceed(state.rows());
            }
        }
    }

    /** Trains the centroids when it is time, else sorts some rows in. */
    private IvfState step(IvfState before, VectorRows rows, int boundary, KMeans kMeans) {
        int trained = Schedule.trainedRows(boundary);
        if (trained > before.trainedRows()) {
            Centroids centroids = kMeans.train(rows, trained, Schedule.lists(trained, parameters), parameters.seed());
            laterLists = kMeans.sort(rows, 0, trained, centroids);
            return new IvfState(trained, trained, centroids, Postings.NONE, later(centroids, 0));
        }
        int end = Math.min(boundary, before.rows() + STEP_ROWS);
        int[] added = kMeans.sort(rows, before.rows(), end, before.centroids());
        int count = laterLists.length;
        laterLists = Arrays.copyOf(laterLists, count + added.length);
        System.arraycopy(added, 0, laterLists, count, added.length);
        return new IvfState(
                end,
                before.trainedRows(),
                before.centroids(),
                before.frozen(),
                later(before.centroids(), end - laterLists.length));
    }

    private Postings later(Centroids centroids, int firstRow) {
        return Postings.InArrays.of(centroids.count(), firstRow, laterLists);
    }

    @Override
    public void close() {
        closed = true;
    }
}
