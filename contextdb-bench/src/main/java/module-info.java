import io.contextdb.bench.BenchCommands;
import io.contextdb.cli.spi.CommandProvider;
import org.jspecify.annotations.NullMarked;

/** JMH benchmarks and load drivers; never part of the image. */
@NullMarked
module io.contextdb.bench {
    requires info.picocli;
    requires io.contextdb.api;
    requires io.contextdb.cli;
    requires jmh.core;
    requires static org.jspecify;

    opens io.contextdb.bench.generate to
            info.picocli;

    provides CommandProvider with
            BenchCommands;
}
