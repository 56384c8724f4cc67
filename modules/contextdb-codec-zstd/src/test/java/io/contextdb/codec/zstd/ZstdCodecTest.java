package io.contextdb.codec.zstd;

import io.contextdb.api.spi.CodecProvider;
import io.contextdb.testkit.codec.CodecContract;

class ZstdCodecTest extends CodecContract {
    @Override
    protected CodecProvider provider() {
        return new ZstdCodecProvider();
    }
}
