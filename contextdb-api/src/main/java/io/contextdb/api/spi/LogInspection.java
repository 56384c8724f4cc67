package io.contextdb.api.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a commit log that nobody has open, sound or damaged: what is wrong with them, what can still be read,
 * and what can be made of them. Made by {@link ConsensusProvider#inspect}, it shows what was there then. Used by one
 * thread at a time.
 */
public interface LogInspection {
    /**
     * A place that is damaged.
     *
     * @param file the file, which may be missing
     * @param offset of the first byte that is wrong, in the file
     * @param problem what is wrong, in words
     */
    record Damage(Path file, long offset, String problem) {}

    /**
     * A file made in the place of a damaged one.
     *
     * @param damaged the name it is to get
     * @param mended where it is now, complete and synced, in the same directory; empty when no file is to have that
     *     name, because what is there belongs elsewhere
     */
    record Mended(Path damaged, Optional<Path> mended) {}

    /** Whether there is no file at all. */
    boolean isEmpty();

    /** Which database the sound files say they are of. */
    Optional<DatabaseId> database();

    /** The damages in the order of the log; a torn tail is none. */
    List<Damage> damages();

    /** The first command that can be read; one above {@link #lastIndex} when there is none. */
    long firstIndex();

    /** The last command that can be read, whatever is missing before it. */
    long lastIndex();

    /** Whether nothing that was durable is missing behind {@link #lastIndex}. */
    boolean endKnown();

    /**
     * The last command up to which all commands above {@code after} can be read; {@code after} when not even the next
     * one can.
     */
    long reach(long after);

    /** Shows the commands above {@code after}, up to {@code to}, that can be read, in order. */
    void read(long after, long to, StateMachine reader);

    /**
     * The damaged files that {@link #mend} would make anew. Changes nothing.
     *
     * @param copy the files of the same log elsewhere, read with the same id of the database
     */
    List<Path> mendable(Optional<LogInspection> copy);

    /**
     * Makes files in the place of damaged ones, of what is sound in them, what follows from other files, and what a
     * copy of the log has in the places that are damaged. The chain of checksums through the whole log shows that all
     * of it belongs together. A file is made only when nothing of it is missing that was durable. Changes no file of
     * the log; what an earlier call made is made anew. The files are to take their names in the order of the list, once
     * the directory is synced.
     */
    List<Mended> mend(Optional<LogInspection> copy);

    /** The files there are. */
    List<Path> files();

    /** The file that commands are written to, which may be missing. */
    Path newest();

    /**
     * Whether a copy of the log is sound and has all that can be read here, in the same place of the same history, as
     * far as the copy goes: it may begin later, and end earlier.
     */
    boolean isPartOf(LogInspection copy);

    /**
     * Makes the files of a copy of which this log {@linkplain #isPartOf is a part}, to take the place of all files
     * here, as {@link #mend} does. Whether the copy ends where this log ended is for the caller to judge.
     */
    List<Mended> replace(LogInspection copy);
}
