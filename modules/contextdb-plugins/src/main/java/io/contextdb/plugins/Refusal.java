package io.contextdb.plugins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a plug-in is not there.
 *
 * @param name the name of its directory
 * @param directory where it lies
 * @param reason what is wrong with it, and with which of its files where that is known
 */
public record Refusal(String name, Path directory, String reason) {

    private static final int CAUSES_MAX = 5;

    /** With the messages of the whole chain of causes: the service loader, for one, says only that, never why. */
    static Refusal of(String name, Path directory, Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable link = failure; link != null && messages.size() < CAUSES_MAX; link = link.getCause()) {
            String message =
                    link instanceof PluginException && link.getMessage() != null ? link.getMessage() : link.toString();
            messages.add(message);
        }
        return new Refusal(name, directory, String.join("; caused by ", messages));
    }

    @Override
    public String toString() {
        return "plug-in " + name + " in " + directory + " was refused: " + reason;
    }
}
