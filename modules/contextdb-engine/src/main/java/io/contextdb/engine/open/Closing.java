package io.contextdb.engine.open;

/** Closing what was opened when opening failed further on. */
final class Closing {
    private Closing() {}

    /** Closes; a failure of that joins the one there is. */
    static void quietly(AutoCloseable resource, Throwable failure) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
