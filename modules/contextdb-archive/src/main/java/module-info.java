import org.jspecify.annotations.NullMarked;

/** Moves snapshots between a database directory and an object store. */
@NullMarked
module io.contextdb.archive {
    requires io.contextdb.memory;
    requires static org.jspecify;
    requires transitive io.contextdb.api;

    exports io.contextdb.archive;
}
