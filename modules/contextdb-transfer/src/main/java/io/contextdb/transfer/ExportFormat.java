package io.contextdb.transfer;

/** The forms a database is exported in. Import reads each of them back to a database with the same content digest. */
public enum ExportFormat {
    /** JSON arrays of nodes and of edges; vectors as raw rows that can be mapped. */
    JSON,
    /** An object on each line, vectors within their nodes. */
    JSONL,
    /** CSV with Neo4j-admin headers; vectors in npy. */
    CSV
}
