package io.contextdb.engine.history;

import io.contextdb.api.Limits;
import io.contextdb.api.PastState;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.engine.read.GraphQueries;
import io.contextdb.engine.replica.Epoch;
import io.contextdb.engine.version.Version;
import io.contextdb.engine.version.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The states of the past that are open. What is asked for twice is opened once. Thread-safe. */
public final class OpenStates {
    private final GraphQueries queries;
    private final Limits limits;

    /** By the snapshot they begin with and the commit they end with; guarded by this. */
    private final Map<Key, PastEpoch> epochs = new HashMap<>();

    private final Set<PresentSource> presents = ConcurrentHashMap.newKeySet();

    private record Key(long snapshotId, long commitIndex) {}

    /** None yet; they are read with this scratch. */
    public OpenStates(GraphQueries queries, Limits limits) {
        this.queries = queries;
        this.limits = limits;
    }

    /**
     * Opens a state.
     *
     * @param base the snapshot it begins with
     * @param opener opens its epoch and publishes its state in the versions given; not called when it is open already
     */
    public PastState open(Optional<SnapshotRecord> base, long commitIndex, Function<Versions, Epoch> opener) {
        Key key = new Key(base.map(record -> record.snapshot().id()).orElse(0L), commitIndex);
        PastEpoch epoch = shared(key, opener);
        try {
            epoch.open();
        } catch (RuntimeException | Error e) {
            epoch.release();
            throw e;
        }
        return state(epoch, base);
    }

    /** The state of a version, which is taken over. */
    PastState present(Optional<SnapshotRecord> base, Version version) {
        PresentSource source = new PresentSource(version, presents::remove);
        presents.add(source);
        return state(source, base);
    }

    /** The memory that the changes of all of them take. */
    synchronized long deltaBytes() {
        return epochs.values().stream().mapToLong(PastEpoch::deltaBytes).sum();
    }

    /** Ends all of them; their readers are told so. */
    public void close() {
        List<PastEpoch> ending;
        synchronized (this) {
            ending = List.copyOf(epochs.values());
        }
        ending.forEach(PastEpoch::end);
        presents.forEach(PresentSource::end);
    }

    private PastState state(StateSource source, Optional<SnapshotRecord> base) {
        return new EnginePastState(queries, limits, source, base.map(SnapshotRecord::snapshot));
    }

    private synchronized PastEpoch shared(Key key, Function<Versions, Epoch> opener) {
        PastEpoch present = epochs.get(key);
        if (present != null && present.tryRetain()) {
            return present;
        }
        PastEpoch epoch = new PastEpoch(opener, ended -> forget(key, ended));
        epochs.put(key, epoch);
        return epoch;
    }

    private synchronized void forget(Key key, PastEpoch epoch) {
        epochs.remove(key, epoch);
    }
}
