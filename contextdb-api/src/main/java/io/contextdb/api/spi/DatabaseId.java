package io.contextdb.api.spi;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Which database a file belongs to: a random number of 128 bits, drawn when the database is created and kept in
 * {@code metadata/FORMAT}, in every segment of its log and in every snapshot. So a file of another database that gets
 * into a directory is told from the database's own. A copy, a replica and a restored database keep the number: they
 * hold the same history.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record DatabaseId(long high, long low) {
    /** Belongs to no database. Whoever looks at files with this one takes those of any. */
    public static final DatabaseId NONE = new DatabaseId(0, 0);

    private static final int DIGITS = 32;

    /** A new one. */
    public static DatabaseId random(RandomGenerator random) {
        DatabaseId id = new DatabaseId(random.nextLong(), random.nextLong());
        return id.equals(NONE) ? random(random) : id;
    }

    /**
     * Reads the 32 hexadecimal digits that {@link #toString} gives.
     *
     * @throws IllegalArgumentException when {@code text} is anything else
     */
    public static DatabaseId parse(String text) {
        if (text.length() != DIGITS) {
            throw new IllegalArgumentException("an id has " + DIGITS + " hexadecimal digits, not '" + text + "'");
        }
        return new DatabaseId(
                HexFormat.fromHexDigitsToLong(text, 0, DIGITS / 2),
                HexFormat.fromHexDigitsToLong(text, DIGITS / 2, DIGITS));
    }

    /** Whether a file with the id {@code other} may be used by who has this one. */
    public boolean takes(DatabaseId other) {
        return equals(NONE) || equals(other);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
