package io.contextdb.plugins;

/** Native access for plug-ins, whose modules no command line can name because they are not in the boot layer. */
final class NativeAccess {

    private NativeAccess() {}

    /** Passes on what this module was given with {@code --enable-native-access}: without it the JVM would warn. */
    static void grant(ModuleLayer.Controller controller) {
        if (NativeAccess.class.getModule().isNativeAccessEnabled()) {
            controller.layer().modules().forEach(controller::enableNativeAccess);
        }
    }
}
