package io.contextdb.cli.demo;

import io.contextdb.api.BulkReport;
import io.contextdb.api.Database;
import io.contextdb.api.GraphPath;
import io.contextdb.api.Node;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.Value;
import io.contextdb.cli.command.PathCommand;
import io.contextdb.cli.demo.Stopwatch.Step;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.output.Numbers;
import io.contextdb.transfer.ValueText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The demonstration for people. */
final class DemoText {
    private final Console console;
    private final Database database;

    DemoText(Console console, Database database) {
        this.console = console;
        this.database = database;
    }

    void printImport(BulkReport report, Step step) {
        console.print("Imported " + Numbers.grouped(report.nodes()) + " WordNet concepts, "
                + Numbers.grouped(report.edges()) + " typed edges and " + Numbers.grouped(report.vectors())
                + " vectors, durably and with their HNSW index, in " + Numbers.duration(step.nanos()) + ".");
    }

    void printAnswers(Answers answers) {
        String guitar = quoted(answers.guitar());
        title("1", "What lies within " + Questions.HOPS + " hops of " + guitar + "?", answers.relatedStep());
        printRelated(answers.related());

        title("2", "What leads from " + guitar + " to " + quoted(answers.democracy()) + "?", answers.pathStep());
        printPath(answers.path());

        title("3", "What is most similar to " + guitar + "?", answers.similarStep());
        printHits(answers.similar());
        console.print(String.format(
                Locale.ROOT,
                "recall@%d of the index: %.4f, over %d concepts against comparing with all vectors (%s each)",
                Questions.COUNT,
                answers.recall(),
                Questions.SAMPLE,
                Numbers.duration(answers.exactStep().nanos())));

        title(
                "4",
                "What is most similar to " + guitar + " among the "
                        + Numbers.grouped(answers.hybrid().related().size()) + " concepts within " + Questions.HOPS
                        + " hops of " + quoted(answers.music()) + "?",
                answers.hybridStep());
        printHits(answers.hybrid().hits());
    }

    void printEnd(long totalNanos, Optional<Path> kept) {
        console.print("");
        console.print("All of it took " + Numbers.duration(totalNanos) + "; times of questions are medians of "
                + Stopwatch.RUNS + " runs.");
        String directory = kept.map(Path::toString).orElse("DIR");
        console.print(
                kept.isPresent()
                        ? "The database is kept in " + directory + ". Try next:"
                        : "To go on exploring, keep the database with --keep DIR, then:");
        console.print("  contextdb related --db " + directory + " --by name telescope");
        console.print("  contextdb path --db " + directory + " --by name bread money");
        console.print("  contextdb hybrid --db " + directory + " --by name dog --like wolf");
    }

    private void title(String number, String question, Step step) {
        console.print("");
        String line = number + "  " + question;
        console.print((console.look().color() ? "\u001b[1;36m" + line + "\u001b[0m" : line) + "  "
                + Numbers.duration(step.nanos()));
        console.print("");
    }

    private void printRelated(NodeList related) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < related.size(); i++) {
            Node node = node(related.id(i));
            rows.add(List.of(related.depth(i), text(node, "name"), text(node, "gloss")));
        }
        console.printTable(List.of("hops", "concept", "gloss"), rows);
    }

    private void printPath(GraphPath path) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i <= path.length(); i++) {
            Node node = node(path.node(i));
            String edge = i == 0 ? "" : PathCommand.edgeTo(database, path, i);
            rows.add(List.of(edge, text(node, "name"), text(node, "gloss")));
        }
        console.printTable(List.of("by", "concept", "gloss"), rows);
    }

    private void printHits(SearchHits hits) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            Node node = node(hits.id(i));
            rows.add(List.of(hits.similarity(i), text(node, "name"), text(node, "gloss")));
        }
        console.printTable(List.of("similarity", "concept", "gloss"), rows);
    }

    private Node node(long id) {
        return database.findNode(id).orElseThrow();
    }

    private String quoted(long id) {
        return "\"" + text(node(id), "name") + "\"";
    }

    private static String text(Node node, String property) {
        Value value = node.properties().get(property);
        return value == null ? "" : ValueText.format(value);
    }
}
