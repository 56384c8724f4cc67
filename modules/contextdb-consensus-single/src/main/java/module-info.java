import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.consensus.single.SingleConsensusProvider;
import org.jspecify.annotations.NullMarked;

/** Consensus of one node: the local log. */
@NullMarked
module io.contextdb.consensus.single {
    requires static org.jspecify;
    requires io.contextdb.api;
    requires io.contextdb.log;

    provides ConsensusProvider with
            SingleConsensusProvider;
}
