package io.contextdb.plugins;

import org.jspecify.annotations.Nullable;

/** Ends the loading of one plug-in; its message becomes the reason of the {@link Refusal}. */
final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    PluginException(String reason) {
        this(reason, null);
    }

    PluginException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
