package io.contextdb.api;

/**
 * A place of a database's directory that is damaged, and what can be done.
 *
 * @param path the file, relative to the directory; it may be missing
 * @param offset of the first byte that is known to be wrong; 0 when the file is only wrong as a whole
 * @param problem what is wrong
 * @param remedy what can be done
 * @param advice the same for people
 */
public record DamagedFile(String path, long offset, String problem, Remedy remedy, String advice) {
    /** What can be done about damage. */
    public enum Remedy {
        /** The repair makes the file anew from what others say. */
        REWRITE,
        /** The repair puts a verified file, or what is missing of one, from the source there. */
        REPLACE,
        /** Opening the database makes it anew; nothing is lost. */
        REBUILD,
        /** Opening the database goes by it: a snapshot that is sound, and the log behind it, give the newest state. */
        PASS_OVER,
        /**
         * The repair can go on from an older snapshot, when it is told to; the log behind that gives the newest state.
         */
        USE_SNAPSHOT,
        /** Nothing here mends it: another source may, or what can be read is brought into a new database. */
        SALVAGE
    }

    /** Whether opening the database comes to the newest state although this is damaged. */
    public boolean harmless() {
        return remedy == Remedy.REBUILD || remedy == Remedy.PASS_OVER;
    }

    /** In one line. */
    @Override
    public String toString() {
        return path + " at byte " + offset + ": " + problem;
    }
}
