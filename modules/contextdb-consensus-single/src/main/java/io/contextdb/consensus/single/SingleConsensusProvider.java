package io.contextdb.consensus.single;

import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.log.LogFiles;
import java.util.Optional;

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

    @Override
    public Optional<LogInspection> inspect(CommitLogContext context) {
        return Optional.of(new LogFiles(context.files(), context.directory(), context.database(), context.create()));
    }
}
