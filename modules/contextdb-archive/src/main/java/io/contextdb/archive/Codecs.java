package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.CodecProvider;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs at hand, by name. {@link #NONE} is always there: files that are sent as they are. Thread-safe. */
public final class Codecs {
    /** The name of no compression. */
    public static final String NONE = "none";

    private final Map<String, CodecProvider> providers = new TreeMap<>();
    private final Map<String, BlockCodec> opened = new ConcurrentHashMap<>();

    /** Those of providers; where two have the same name the first counts. */
    public Codecs(Collection<CodecProvider> providers) {
        providers.forEach(provider -> this.providers.putIfAbsent(provider.name(), provider));
    }

    /** The codec that files are to be sent with; empty for {@link #NONE}. */
    Optional<BlockCodec> forSending(String name) {
        return name.equals(NONE)
                ? Optional.empty()
                : Optional.of(find(name, "choose one of these, or add the plug-in " + name));
    }

    /** The codec that a packed object names. */
    BlockCodec forFetching(String name, String origin) {
        return find(name, origin + " was packed with it; add the plug-in that has it");
    }

    private BlockCodec find(String name, String what) {
        CodecProvider provider = providers.get(name);
        if (provider == null) {
            TreeSet<String> names = new TreeSet<>(providers.keySet());
            names.add(NONE);
            throw new ContextDbException(
                    ErrorCode.PROVIDER_NOT_FOUND,
                    "no codec is called '" + name + "'; there are " + names + "; " + what);
        }
        return opened.computeIfAbsent(name, missing -> provider.codec());
    }
}
