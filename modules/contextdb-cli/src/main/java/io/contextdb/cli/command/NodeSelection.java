package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Node;
import io.contextdb.api.Value;
import io.contextdb.cli.output.Console;
import io.contextdb.cli.spi.Suggestion;
import io.contextdb.transfer.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/**
 * How nodes are named on the command line: by id, as {@code PROPERTY=VALUE}, or with {@code --by PROPERTY} by that
 * property's value alone. Properties are looked up by one scan over all nodes.
 */
final class NodeSelection {
    private static final int OTHERS_SHOWN_MAX = 5;

    @Option(
            names = "--by",
            paramLabel = "PROPERTY",
            defaultValue = "",
            description = "Name nodes by the value of this property, as in --by name dog. Without it a node is an id or"
                    + " PROPERTY=VALUE.")
    private String property;

    /** The node that {@code word} means; when several do, the first of them, and a message names the others. */
    long resolve(Console console, GraphReader database, String word) {
        return resolve(console, database, List.of(word)).getFirst();
    }

    /** The nodes that {@code words} mean, in one scan. */
    List<Long> resolve(Console console, GraphReader database, List<String> words) {
        List<Wanted> wanted = words.stream().map(this::wanted).toList();
        if (wanted.stream().anyMatch(one -> !one.key.isEmpty())) {
            scan(database, wanted);
        }
        return wanted.stream().map(one -> one.chosen(console)).toList();
    }

    private Wanted wanted(String word) {
        if (!property.isEmpty()) {
            return new Wanted(property, word);
        }
        int equals = word.indexOf('=');
        if (equals > 0) {
            return new Wanted(word.substring(0, equals), word.substring(equals + 1));
        }
        try {
            Wanted byId = new Wanted("", word);
            byId.matches.add(Long.parseUnsignedLong(word));
            return byId;
        } catch (NumberFormatException _) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the node '" + word + "' is no id (0 to 18446744073709551615); name it by a property: --by name "
                            + word);
        }
    }

    private static void scan(GraphReader database, List<Wanted> wanted) {
        database.forEachNode(node -> {
            wanted.forEach(one -> one.look(node));
            return true;
        });
    }

    /** One node asked for, and what the scan has found. */
    private static final class Wanted {
        private final String key;
        private final String value;
        private final List<Long> matches = new ArrayList<>();
        private final Set<String> near = new TreeSet<>();

        Wanted(String key, String value) {
            this.key = key;
            this.value = value;
        }

        void look(Node node) {
            Value found = node.properties().get(key);
            if (found == null) {
                return;
            }
            String text = ValueText.format(found);
            if (text.equals(value)) {
                matches.add(node.id());
            } else if (near.size() < OTHERS_SHOWN_MAX && isNear(text)) {
                near.add(text);
            }
        }

        private boolean isNear(String text) {
            return text.equalsIgnoreCase(value)
                    || (Math.abs(text.length() - value.length()) <= 1
                            && text.length() > 2
                            && Suggestion.distance(text, value) == 1);
        }

        long chosen(Console console) {
            if (matches.isEmpty()) {
                throw new ContextDbException(
                        ErrorCode.NODE_NOT_FOUND,
                        "no node has " + key + " = '" + value + "'"
                                + (near.isEmpty() ? "" : "; near it: " + String.join(", ", near)));
            }
            if (matches.size() > 1) {
                Set<String> others = new LinkedHashSet<>();
                matches.stream().skip(1).limit(OTHERS_SHOWN_MAX).forEach(id -> others.add(Long.toUnsignedString(id)));
                console.message(matches.size() + " nodes have " + key + " = '" + value + "'; taking "
                        + Long.toUnsignedString(matches.getFirst()) + " (others: " + String.join(", ", others)
                        + (matches.size() - 1 > others.size() ? ", ..." : "") + ")");
            }
            return matches.getFirst();
        }
    }
}
