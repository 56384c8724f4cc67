package io.contextdb.consensus.single;

import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.testkit.log.CommitLogContract;

class SingleCommitLogTest extends CommitLogContract {
    @Override
    protected ConsensusProvider provider() {
        return new SingleConsensusProvider();
    }
}
