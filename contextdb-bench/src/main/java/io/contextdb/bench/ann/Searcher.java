package io.contextdb.bench.ann;

/** Searches with one width; belongs to one thread. */
interface Searcher {
    /** Searches for the {@link AnnDataset#K} nearest rows of a query. */
    void search(int query);

    /** The number of rows found. */
    int resultCount();

    /** The row found at a place, nearest first. */
    int resultRow(int place);
}
