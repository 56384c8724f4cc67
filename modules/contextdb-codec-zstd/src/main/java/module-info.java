import io.contextdb.codec.zstd.ZstdCodecProvider;
import org.jspecify.annotations.NullMarked;

/** The block codec {@code zstd}. */
@NullMarked
module io.contextdb.codec.zstd {
    requires io.contextdb.api;
    requires com.github.luben.zstd_jni;
    requires static org.jspecify;

    provides io.contextdb.api.spi.CodecProvider with
            ZstdCodecProvider;
}
