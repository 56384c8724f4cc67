import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.ObjectStoreProvider;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.bench.BenchCommands;
import io.contextdb.bench.crash.MemoryObjectStoreProvider;
import io.contextdb.cli.spi.CommandProvider;
import org.jspecify.annotations.NullMarked;

/** JMH benchmarks and load drivers; never part of the image. */
@NullMarked
module io.contextdb.bench {
    requires info.picocli;
    requires io.contextdb.api;
    requires io.contextdb.archive;
    requires io.contextdb.cli;
    requires io.contextdb.kernels;
    requires io.contextdb.log;
    requires io.contextdb.memory;
    requires io.contextdb.plugins;
    requires io.contextdb.testkit.file;
    requires io.contextdb.transfer;
    requires jdk.incubator.vector;
    requires jdk.management;
    requires jmh.core;
    requires rocksdbjni;
    requires static org.jspecify;

    // JMH makes objects of the classes its annotation processor generates, in packages of their own.
    opens io.contextdb.bench.hybrid.jmh_generated to
            jmh.core;
    opens io.contextdb.bench.log.jmh_generated to
            jmh.core;
    opens io.contextdb.bench.traversal.jmh_generated to
            jmh.core;
    opens io.contextdb.bench.vector.jmh_generated to
            jmh.core;
    opens io.contextdb.bench to
            info.picocli;
    opens io.contextdb.bench.ann to
            info.picocli;
    opens io.contextdb.bench.checkpoint to
            info.picocli;
    opens io.contextdb.bench.common to
            info.picocli;
    opens io.contextdb.bench.crash to
            info.picocli;
    opens io.contextdb.bench.damage to
            info.picocli;
    opens io.contextdb.bench.generate to
            info.picocli;
    opens io.contextdb.bench.graph to
            info.picocli;
    opens io.contextdb.bench.history to
            info.picocli;
    opens io.contextdb.bench.log to
            info.picocli;
    opens io.contextdb.bench.scale to
            info.picocli;
    opens io.contextdb.bench.snapshot to
            info.picocli;

    uses ConsensusProvider;
    uses DatabaseProvider;
    uses VectorIndexProvider;

    provides CommandProvider with
            BenchCommands;
    provides ObjectStoreProvider with
            MemoryObjectStoreProvider;
}
