package io.contextdb.api.spi;

/**
 * A way to compress what is sent to an object store. Picked by name when files are sent, and by the name that each of
 * them holds when they are fetched, so a name must mean the same format for ever.
 */
public interface CodecProvider {
    /** The stable name, 1 to 16 characters of ASCII, such as {@code lz4}. */
    String name();

    /** The codec, for any number of threads. */
    BlockCodec codec();
}
