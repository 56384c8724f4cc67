package io.contextdb.codec.lz4;

import io.contextdb.api.spi.CodecProvider;
import io.contextdb.testkit.codec.CodecContract;

class Lz4CodecTest extends CodecContract {
    @Override
    protected CodecProvider provider() {
        return new Lz4CodecProvider();
    }
}
