import org.jspecify.annotations.NullMarked;

/** The append-only log of a node: records, groups, segments, recovery. */
@NullMarked
module io.contextdb.log {
    requires static org.jspecify;
    requires transitive io.contextdb.api;
    requires io.contextdb.memory;
    requires org.lz4.java;

    exports io.contextdb.log;
}
