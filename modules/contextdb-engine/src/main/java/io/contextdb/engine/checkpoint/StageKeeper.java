package io.contextdb.engine.checkpoint;

import io.contextdb.api.Progress;
import io.contextdb.api.spi.Storage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deletes the files of bulk loads when nothing needs them any more. An import may be applied again as long as its entry
 * lies behind the second-newest snapshot, whether it was refused or not; so its stage is kept until then. Thread-safe.
 */
public final class StageKeeper {
    private static final Logger LOG = System.getLogger("io.contextdb.engine");

    private final Storage storage;

    /** The log index at or below which the entry that imports a stage lies. */
    private final Map<String, Long> importedBy = new TreeMap<>();

    /** Stages of loads under way, and who is told how far their import has come. */
    private final Map<String, Progress> open = new HashMap<>();

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
                || open.containsKey(name)
                || storage.stages().contains(name));
        open.put(name, Progress.none());
        return name;
    }

    /** A load ended without an entry in the log. */
    public synchronized void giveUp(String name) {
        if (open.remove(name) != null) {
            storage.deleteStage(name);
        }
    }

    /**
     * The stage of a load under way is about to be imported. What {@code progress} throws is ignored: an entry of the
     * log is applied in any case.
     */
    public synchronized void report(String name, Progress progress) {
        open.replace(name, (phase, done, total) -> {
            try {
                progress.update(phase, done, total);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "an import goes on although its progress cannot be reported", e);
            }
        });
    }

    /** The entry at {@code index} imports a stage. Returns whom to tell how far that has come. */
    synchronized Progress imported(String name, long index) {
        importedBy.put(name, index);
        Progress progress = open.remove(name);
        return progress == null ? Progress.none() : progress;
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
