package io.contextdb.consensus.single;

import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.testkit.log.CommitLogFaultContract;

class SingleCommitLogFaultTest extends CommitLogFaultContract {
    @Override
    protected ConsensusProvider provider() {
        return new SingleConsensusProvider();
    }
}
