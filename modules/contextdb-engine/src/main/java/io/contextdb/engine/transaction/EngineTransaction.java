package io.contextdb.engine.transaction;

import io.contextdb.api.GraphWriter;
import io.contextdb.api.Transaction;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.ReadSet;
import io.contextdb.engine.overlay.OverlayView;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.read.StateReader;
import io.contextdb.engine.version.ReadState;
import io.contextdb.engine.version.Version;
import io.contextdb.engine.write.ForwardingWriter;
import io.contextdb.engine.write.WriteRules;
import io.contextdb.engine.write.WriteSet;
import io.contextdb.engine.write.WriteSetBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: holds the version it began with until it ends. One thread at a time uses it; the database may end it
 * when it is closed, but never while a call is under way.
 */
public final class EngineTransaction extends StateReader implements Transaction, ForwardingWriter {
    private final Version version;
    private final WriteSet set = new WriteSet();
    private final ReadTracker reads = new ReadTracker();
    private final WriteSetBuilder builder;
    private final ReadState state;
    private final ToLongFunction<Command.Write> committer;
    private final Consumer<EngineTransaction> onEnd;
    private final CallGuard guard = new CallGuard();

    /**
     * A transaction on a version, taken over.
     *
     * @param committer commits a write set and returns the commit index
     * @param onEnd told once when it ends
     */
    public EngineTransaction(
            Version version,
            GraphQueries queries,
            WriteRules rules,
            ToLongFunction<Command.Write> committer,
            Consumer<EngineTransaction> onEnd) {
        super(queries, rules.input().limits());
        this.version = version;
        this.builder = new WriteSetBuilder(set, version.view(), rules, true, reads::read);
        this.state = new OwnState(new OverlayView(version.view(), new RecordingView(version.view(), reads), set));
        this.committer = committer;
        this.onEnd = onEnd;
    }

    /** What the transaction's queries read, for the length of a call. */
    private final class OwnState implements ReadState {
        private final StorageView view;

        OwnState(StorageView view) {
            this.view = view;
        }

        @Override
        public StorageView view() {
            return view;
        }

        @Override
        public @Nullable VectorIndexReader index(int space) {
            return version.index(space);
        }

        @Override
        public void close() {
            if (guard.leave()) {
                free();
            }
        }
    }

    // --- reading and writing

    @Override
    protected ReadState acquire() {
        guard.enter();
        return state;
    }

    @Override
    public <T> T forward(Function<GraphWriter, T> call) {
        try (ReadState _ = acquire()) {
            return call.apply(builder);
        }
    }

    // --- ending

    @Override
    public long commit() {
        guard.enterLast();
        try {
            long readIndex = version.view().position().index();
            if (set.isEmpty()) {
                return readIndex;
            }
            ReadSet read = new ReadSet(readIndex, reads.keys());
            return committer.applyAsLong(new Command.Write(Optional.of(read), set));
        } finally {
            free();
        }
    }

    @Override
    public void close() {
        if (guard.close()) {
            free();
        }
    }

    private void free() {
        version.close();
        onEnd.accept(this);
    }
}
