# Sourced by mvnw and contextdb. Sets JAVA_HOME to a JDK 25, wherever this machine keeps it, or stops with what to do.

# A home counts when its release file says 25 and it has a compiler: runtimes without javac cannot build.
is_jdk_25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
    set -- "${JAVA_HOME:-}"
    for tool in java javac; do
        if tool=$(command -v "$tool" 2>/dev/null) && tool=$(readlink -f "$tool" 2>/dev/null); then
            set -- "$@" "${tool%/bin/*}"
        fi
    done
    for home in "$@" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk_25 "$home"; then
            printf '%s\n' "$home"
            return
        fi
    done
    return 1
}

if ! JAVA_HOME=$(find_jdk_25); then
    echo "No JDK 25 found: ContextDB is built and run with one, the full kit and not only a runtime." >&2
    echo "Looked at JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks and /Library/Java." >&2
    echo "Install one with your system's package manager, with SDKMAN, or by unpacking an archive into ~/.jdks;" >&2
    echo "elsewhere, say where it is: JAVA_HOME=/path/to/jdk-25 $0" >&2
    exit 1
fi
export JAVA_HOME
