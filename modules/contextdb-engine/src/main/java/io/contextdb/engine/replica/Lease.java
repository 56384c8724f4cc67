package io.contextdb.engine.replica;

import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StorageView;

/**
 * An epoch that stays valid while this is open.
 *
 * @param view its newest state when this was taken
 * @param applied the last entry applied then
 */
public record Lease(Epoch epoch, StorageView view, LogPosition applied) implements AutoCloseable {
    @Override
    public void close() {
        epoch.generation().release();
    }
}
