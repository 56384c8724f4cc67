package io.contextdb.server.config;

/** Where the value of a setting comes from, those that go first first. */
public sealed interface Origin {
    /** The command line. */
    record CommandLine(String option) implements Origin {
        @Override
        public String toString() {
            return option;
        }
    }

    /** The environment. */
    record Environment(String variable) implements Origin {
        @Override
        public String toString() {
            return variable;
        }
    }

    /** The configuration file. */
    record File(String name, int line) implements Origin {
        @Override
        public String toString() {
            return name + ":" + line;
        }
    }

    /** Nobody said. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }
}
