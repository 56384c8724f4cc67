package io.contextdb.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from its module descriptor. */
public final class Version implements IVersionProvider {
    /** Such as {@code 0.1.0}; {@code development} when the classes were compiled without one. */
    public static String text() {
        return Version.class.getModule().getDescriptor() == null
                ? "development"
                : Version.class.getModule().getDescriptor().rawVersion().orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"contextdb " + text()};
    }
}
