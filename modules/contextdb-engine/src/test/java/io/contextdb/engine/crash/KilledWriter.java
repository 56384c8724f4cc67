package io.contextdb.engine.crash;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.model.GraphModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * A process that takes the steps of a script until it is killed, and prints the notes of each as it is acknowledged,
 * while another thread takes snapshots, compacts and cleans up. Arguments: directory, seed, durability.
 */
final class KilledWriter {
    /** Begins the line of a transaction that is about to be committed. */
    static final String INTENT = "intent ";

    /** Begins the line of a step that is acknowledged. */
    static final String DONE = "done ";

    private static final int PAUSE_MILLIS_MAX = 60;
    private static final long CHECKPOINT_LOG_BYTES = 64 << 10;

    private KilledWriter() {}

    /** The options of the databases that are killed. */
    static DatabaseOptions options(Durability durability) {
        return DatabaseOptions.defaults()
                .durability(durability)
                .checkpointInterval(Duration.ZERO)
                .checkpointLogBytes(CHECKPOINT_LOG_BYTES);
    }

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[1]);
        Database db = ContextDB.open(Path.of(arguments[0]), options(Durability.valueOf(arguments[2])));
        GraphModel model = GraphModel.of(db);
        Thread keeper = new Thread(() -> keep(db, new Random(~seed)));
        keeper.setUncaughtExceptionHandler((thread, e) -> end(e));
        keeper.start();
        try {
            Script script = new Script(seed);
            LiveTaker taker = new LiveTaker(db, notes -> print(INTENT, notes));
            while (true) {
                model = script.next(model, taker);
                print(DONE, taker.takeNotes());
            }
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    private static void keep(Database db, Random random) {
        while (true) {
            try {
                Thread.sleep(random.nextInt(PAUSE_MILLIS_MAX));
                switch (random.nextInt(4)) {
                    case 0 -> db.compact();
                    case 1 -> db.cleanup(random.nextInt(4));
                    default -> db.createSnapshot();
                }
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.TRANSACTION_CONFLICT) {
                    throw e;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void end(Throwable e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    /** One write call a line, so that the last is whole or missing. */
    private static synchronized void print(String kind, String notes) {
        byte[] line = (kind + notes + "\n").getBytes(StandardCharsets.US_ASCII);
        System.out.write(line, 0, line.length);
        System.out.flush();
    }
}
