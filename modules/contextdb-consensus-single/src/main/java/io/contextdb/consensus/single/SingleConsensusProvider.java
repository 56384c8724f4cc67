package io.contextdb.consensus.single;

import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;

/** The local log as commit log, under the name {@code single}. */
public final class SingleConsensusProvider implements ConsensusProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SingleConsensusProvider() {}

    @Override
    public String name() {
        return "single";
    }

    @Override
    public CommitLog open(CommitLogContext context) {
        return new SingleCommitLog(context);
    }
}
