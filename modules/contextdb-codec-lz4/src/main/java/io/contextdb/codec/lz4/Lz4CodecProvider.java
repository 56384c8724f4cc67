package io.contextdb.codec.lz4;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.CodecProvider;

/** Blocks of LZ4. */
public final class Lz4CodecProvider implements CodecProvider {
    /** For {@link java.util.ServiceLoader}. */
    public Lz4CodecProvider() {}

    @Override
    public String name() {
        return "lz4";
    }

    @Override
    public BlockCodec codec() {
        return new Lz4Codec();
    }
}
