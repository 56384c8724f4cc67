package io.contextdb.consensus.single;

import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.testkit.log.CommitLogSyncContract;

class SingleCommitLogSyncTest extends CommitLogSyncContract {
    @Override
    protected ConsensusProvider provider() {
        return new SingleConsensusProvider();
    }
}
