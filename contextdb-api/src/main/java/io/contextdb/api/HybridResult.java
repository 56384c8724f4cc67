package io.contextdb.api;

/**
 * What a hybrid query found: the neighbourhood and the most similar nodes within it. An object of the caller, filled
 * again and again.
 */
public final class HybridResult {
    private final NodeList related = new NodeList();
    private final SearchHits hits = new SearchHits();

    /** The nodes within the depth asked for, nearest first, the start left out. */
    public NodeList related() {
        return related;
    }

    /** The most similar of them, with raw similarity. */
    public SearchHits hits() {
        return hits;
    }

    /** Both, for people. */
    @Override
    public String toString() {
        return "hits " + hits + " among " + related.size() + " related " + related;
    }

    /** Empties both and keeps their room. */
    public void clear() {
        related.clear();
        hits.clear();
    }
}
