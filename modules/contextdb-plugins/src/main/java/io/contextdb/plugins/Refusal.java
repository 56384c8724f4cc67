package io.contextdb.plugins;

import java.nio.file.Path;

/**
 * Why a plug-in is not there.
 *
 * @param name the name of its directory
 * @param directory where it lies
 * @param reason what is wrong with it, and with which of its files where that is known
 */
public record Refusal(String name, Path directory, String reason) {

    static Refusal of(String name, Path directory, Throwable cause) {
        String message = cause.getMessage();
        return new Refusal(name, directory, message == null ? cause.toString() : message);
    }

    @Override
    public String toString() {
        return "plug-in " + name + " in " + directory + " was refused: " + reason;
    }
}
