import org.jspecify.annotations.NullMarked;

/** The append-only log of a node: records, groups, segments, recovery. */
@NullMarked
module io.contextdb.log {
    requires io.contextdb.api;
    requires io.contextdb.memory;
    requires org.lz4.java;
    requires static org.jspecify;
}
