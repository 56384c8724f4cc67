package io.contextdb.engine;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.apply.Outcome;
import io.contextdb.engine.bulk.EngineBulkLoader;
import io.contextdb.engine.bulk.StageSpaces;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.open.OpenDatabase;
import io.contextdb.engine.propose.Proposer;
import io.contextdb.engine.replica.Lease;
import io.contextdb.engine.write.WriteRules;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bulk load of a database: at most one at a time, and none while it is compacted, for a load names nodes by
 * ordinals that a compaction changes. Thread-safe.
 */
final class BulkLoads {
    private final OpenDatabase parts;
    private final Proposer proposer;
    private final WriteRules rules;
    private final Gate gate;

    /** What keeps a load from beginning; guarded by this. */
    private @Nullable String busy;

    private @Nullable EngineBulkLoader present;

    BulkLoads(OpenDatabase parts, Proposer proposer, WriteRules rules, Gate gate) {
        this.parts = parts;
        this.proposer = proposer;
        this.rules = rules;
        this.gate = gate;
    }

    /** Begins a load. */
    BulkLoader begin() {
        occupy("a bulk load is under way");
        Load load = null;
        try (Gate.Pass _ = gate.enter()) {
            load = new Load();
            EngineBulkLoader loader = load.loader();
            synchronized (this) {
                present = loader;
            }
            return loader;
        } catch (RuntimeException | Error e) {
            if (load == null) {
                free();
            }
            throw e;
        }
    }

    /** Does something during which no load may be under way. */
    <T> T withoutLoad(Supplier<T> work) {
        occupy("the database is being compacted");
        try {
            return work.get();
        } finally {
            free();
        }
    }

    /** Gives up the present load, if there is one. */
    void close() {
        EngineBulkLoader loader;
        synchronized (this) {
            loader = present;
        }
        if (loader != null) {
            loader.close();
        }
    }

    private synchronized void occupy(String why) {
        if (busy != null) {
            throw new ContextDbException(
                    ErrorCode.TRANSACTION_CONFLICT,
                    busy + "; only one at a time is possible, try again when it has ended");
        }
        busy = why;
    }

    private synchronized void free() {
        busy = null;
        present = null;
    }

    /** A load with what it holds: the state it began with, its files, and its place as the only one. */
    private final class Load implements EngineBulkLoader.Owner {
        private final Lease lease;
        private final String name;
        private final BulkStage stage;

        Load() {
            lease = parts.replica().lease();
            name = parts.snapshots().stages().begin(lease.view().position().index());
            stage = open();
        }

        private BulkStage open() {
            try {
                return parts.storage().stage(lease.view(), name);
            } catch (RuntimeException | Error e) {
                parts.snapshots().stages().giveUp(name);
                lease.close();
                throw e;
            }
        }

        EngineBulkLoader loader() {
            StorageView view = lease.view();
            StageSpaces spaces = new StageSpaces(stage, rules.input(), rules.vectorIndexType(), rules.indexCheck());
            return new EngineBulkLoader(stage, rules.input(), spaces, view, this);
        }

        /** Once a load is logged it has to be carried out, now or by whoever opens the database next. */
        @Override
        public void requireRoom(StageRecord record) {
            // Changes since the last snapshot are written along with it.
            long changes = lease.epoch().generation().storage().deltaBytes();
            parts.guard().requireRoom("the bulk load", changes + parts.storage().importBytesMax(lease.view(), record));
        }

        @Override
        public Snapshot importStage(StageRecord record, Progress progress) {
            try (Gate.Pass _ = gate.enter()) {
                parts.snapshots().stages().report(name, progress);
                long failures = parts.snapshots().catalog().failures();
                Outcome outcome =
                        proposer.commit(new Command.Import(lease.epoch().compactIndex(), record));
                long id = ((Outcome.SnapshotDue) outcome).snapshotId();
                return parts.snapshots().catalog().await(id, failures).snapshot();
            }
        }

        @Override
        public boolean hasPlainProperty(int node, String name) {
            StorageView view = lease.view();
            int key = view.token(TokenKind.PROPERTY_KEY, name);
            return key >= 0 && node < view.nodeLimit() && view.nodeProperty(node, key) != null;
        }

        @Override
        public void ended(boolean proposed) {
            try {
                if (!proposed) {
                    parts.snapshots().stages().giveUp(name);
                }
                lease.close();
            } finally {
                free();
            }
        }
    }
}
