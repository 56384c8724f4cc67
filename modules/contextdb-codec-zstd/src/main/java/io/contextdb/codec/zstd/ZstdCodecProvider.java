package io.contextdb.codec.zstd;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.CodecProvider;

/** Blocks of Zstandard. */
public final class ZstdCodecProvider implements CodecProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ZstdCodecProvider() {}

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public BlockCodec codec() {
        return new ZstdCodec();
    }
}
