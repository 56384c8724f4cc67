import org.jspecify.annotations.NullMarked;

/** Consensus of one node: the local log. */
@NullMarked
module io.contextdb.consensus.single {
    requires io.contextdb.api;
    requires io.contextdb.log;
    requires static org.jspecify;
}
