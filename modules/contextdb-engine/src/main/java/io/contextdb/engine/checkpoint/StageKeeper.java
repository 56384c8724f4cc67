package io.contextdb.engine.checkpoint;

import io.contextdb.api.spi.Storage;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deletes the files of bulk loads when nothing needs them any more. An import may be applied again as long as its entry lies behind the
 * second-newest snapshot, whether it was refused or not; so its stage is kept until then. Thread-safe.
 */
public final class StageKeeper {
    private final Storage storage;

    /** The log index at or below which the entry that imports a stage lies. */
    private final Map<String, Long> importedBy = new TreeMap<>();

    /** Stages of loads under way. */
    private final Set<String> open = new HashSet<>();

    StageKeeper(Storage storage) {
        this.storage = storage;
    }

    /** What an earlier run left is kept until every entry there is now is out of use. */
    synchronized void adopt(long appliedIndex) {
        for (String name : storage.stages()) {
            importedBy.putIfAbsent(name, appliedIndex);
        }
    }

    /** A name for a new stage. */
    public synchronized String begin(long readIndex) {
        int number = 0;
        String name;
        do {
            name = "bulk-" + readIndex + "-" + number++;
        } while (importedBy.containsKey(name)
                || open.contains(name)
                || storage.stages().contains(name));
        open.add(name);
        return name;
    }

    /** A load ended without an entry in the log. */
    public synchronized void giveUp(String name) {
        if (open.remove(name)) {
            storage.deleteStage(name);
        }
    }

    /** The entry at {@code index} imports a stage. */
    synchronized void imported(String name, long index) {
        open.remove(name);
        importedBy.put(name, index);
    }

    /** Entries up to {@code index} will not be applied again. */
    synchronized void release(long index) {
        for (Iterator<Map.Entry<String, Long>> each = importedBy.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Long> stage = each.next();
            if (stage.getValue() <= index) {
                storage.deleteStage(stage.getKey());
                each.remove();
            }
        }
    }
}
