package io.contextdb.storage.mmap.stage;

/** The files of a stage besides those of vectors. Numbers are little endian. */
enum StagePart {
    /** {@link StageManifest}. */
    MANIFEST("manifest"),
    /** u64 id of each node. */
    NODES("nodes"),
    /** For each node u32 count and u32 label each, ascending. */
    LABELS("labels"),
    /** {@link PropertyRecords} of nodes, by their number in the stage. */
    NODE_PROPERTIES("node-properties"),
    /** u32 for each edge: the ordinal of the node it starts at, as the stage numbers them. */
    SOURCES("sources"),
    /** u32 for each edge: the ordinal of the node it ends at. */
    TARGETS("targets"),
    /** u32 for each edge: its type, as the stage numbers them. */
    TYPES("types"),
    /** u64 for each edge: its id, ascending; no file when edges get the ids that follow the highest. */
    EDGE_IDS("edge-ids"),
    /** {@link PropertyRecords} of edges, by their number in the stage. */
    EDGE_PROPERTIES("edge-properties");

    private final String label;

    StagePart(String label) {
        this.label = label;
    }

    /** The name of the file without its directory. */
    String fileName(String stage) {
        return stage + "." + label + ".stage";
    }

    /** The name of the file with u32 node and float32 inverse norm for each row of a vector space. */
    static String rowsFileName(String stage, int space) {
        return stage + ".rows-" + space + ".stage";
    }

    /** The name of the file with the rows of a vector space, which is a finished data file. */
    static String vectorsFileName(String stage, int space) {
        return stage + ".vectors-" + space + ".stage";
    }
}
