/**
 * How other modules add commands to {@code contextdb}.
 *
 * <p>A module implements {@link io.contextdb.cli.spi.CommandProvider}, declares it with {@code provides} (and under
 * {@code META-INF/services}), and opens the package of its command classes to {@code info.picocli}. A command is an
 * object of a class with picocli's {@code @Command} that implements {@code Callable<Integer>}; it returns 0, or throws
 * a {@link io.contextdb.api.ContextDbException} whose code decides the exit code.
 *
 * <pre>{@code
 * public final class AnnCommands implements CommandProvider {
 *     public String group() {
 *         return "bench";
 *     }
 *
 *     public List<Object> commands(CommandContext context) {
 *         return List.of(new AnnCommand(context));
 *     }
 * }
 *
 * @Command(name = "ann", description = "Recall and speed of vector search.")
 * final class AnnCommand implements Callable<Integer> {
 *     @Parameters(paramLabel = "DIR", description = "...") Path directory;
 *     @Option(names = "--json", description = "...") boolean json;
 *     ...
 *     public Integer call() {
 *         try (Database db = ...) {
 *             db.awaitIndexes(context.progress());
 *         }
 *         context.printJson(Map.of("build", Map.of("wall_s", 12.5)));
 *         return 0;
 *     }
 * }
 * }</pre>
 */
package io.contextdb.cli.spi;
