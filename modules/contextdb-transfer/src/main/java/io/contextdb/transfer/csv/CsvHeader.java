package io.contextdb.transfer.csv;

import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.value.PropertyType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a CSV file mean.
 *
 * <p>A column is {@code name:type}, {@code name:type[]}, or one of Neo4j-admin's {@code :ID}, {@code name:ID(Group)},
 * {@code :LABEL}, {@code :START_ID(Group)}, {@code :END_ID(Group)}, {@code :TYPE}, {@code :IGNORE}; {@code name:vector}
 * is the vector of that name. A file without any of these ids is plain: {@code id} and {@code label} make nodes,
 * {@code from}, {@code to} and {@code kind} (or {@code type}) make edges, and what has no type is a string.
 */
public final class CsvHeader {
    private static final Pattern FIELD = Pattern.compile(
            "(?<name>.*?)(?::(?<type>[A-Za-z_]+)(?<array>\\[])?(?:\\((?<group>[^)]*)\\))?(?:\\{(?<options>.*)})?)?",
            Pattern.DOTALL);

    private static final Map<String, Role> ROLES = Map.of(
            "ID", Role.ID,
            "LABEL", Role.LABEL,
            "START_ID", Role.START,
            "END_ID", Role.END,
            "TYPE", Role.TYPE,
            "EDGE_ID", Role.EDGE_ID,
            "JSON", Role.JSON,
            "IGNORE", Role.IGNORE,
            "VECTOR", Role.VECTOR);

    private static final Map<String, Role> PLAIN_NODE =
            Map.of("id", Role.ID, "label", Role.LABEL, "labels", Role.LABEL);
    private static final Map<String, Role> PLAIN_EDGE =
            Map.of("from", Role.START, "to", Role.END, "kind", Role.TYPE, "type", Role.TYPE);

    private final List<Column> columns;
    private final boolean edges;

    private CsvHeader(List<Column> columns, boolean edges) {
        this.columns = List.copyOf(columns);
        this.edges = edges;
    }

    /**
     * Reads a header.
     *
     * @throws RowProblem with what is wrong and what would be right
     */
    static CsvHeader parse(List<String> fields) {
        List<Column> columns = fields.stream().map(CsvHeader::column).toList();
        Set<String> plainNames = new HashSet<>();
        boolean explicit = false;
        for (int i = 0; i < columns.size(); i++) {
            Role role = columns.get(i).role();
            explicit |= role == Role.ID || role == Role.START || role == Role.END;
            if (!isTyped(fields.get(i))) {
                plainNames.add(columns.get(i).name().toLowerCase(Locale.ROOT));
            }
        }
        if (!explicit) {
            boolean plainEdges = plainNames.contains("from") && plainNames.contains("to");
            columns = withPlainRoles(fields, columns, plainEdges ? PLAIN_EDGE : PLAIN_NODE);
        }
        boolean edges = columns.stream().anyMatch(column -> column.role() == Role.START || column.role() == Role.END);
        try {
            check(columns, edges);
        } catch (RowProblem problem) {
            throw new RowProblem(problem.reason() + "; the columns are '" + String.join("', '", fields) + "'"
                    + (fields.size() == 1 && fields.getFirst().contains(";")
                            ? "; for semicolons say --delimiter ';' --array-delimiter '|'"
                            : ""));
        }
        return new CsvHeader(columns, edges);
    }

    /** Whether a header's field is a property of this name. */
    public static boolean isProperty(String field, String name) {
        Column column = column(field);
        return column.role() == Role.PROPERTY && column.name().equals(name);
    }

    /** The columns in their order. */
    List<Column> columns() {
        return columns;
    }

    /** Whether rows are edges; otherwise they are nodes. */
    public boolean edges() {
        return edges;
    }

    /** The position of the only column with this role, or -1. */
    int position(Role role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role() == role) {
                return i;
            }
        }
        return -1;
    }

    /** The ID spaces the file names. */
    public Set<String> groups() {
        Set<String> groups = new HashSet<>();
        for (Column column : columns) {
            if (column.role() == Role.ID || column.role() == Role.START || column.role() == Role.END) {
                groups.add(column.group());
            }
        }
        return groups;
    }

    private static boolean isTyped(String field) {
        Matcher match = FIELD.matcher(field.strip());
        return match.matches() && match.group("type") != null;
    }

    private static Column column(String field) {
        Matcher match = FIELD.matcher(field.strip());
        if (!match.matches()) {
            throw new RowProblem("the column '" + field + "' cannot be read");
        }
        String name = Optional.ofNullable(match.group("name")).orElse("").strip();
        String type = Optional.ofNullable(match.group("type")).orElse("string");
        String group = Optional.ofNullable(match.group("group")).orElse("").strip();
        boolean array = match.group("array") != null;
        String options = Optional.ofNullable(match.group("options")).orElse("");
        Role role = ROLES.getOrDefault(type.toUpperCase(Locale.ROOT), Role.PROPERTY);
        PropertyType propertyType = PropertyType.STRING;
        if (role == Role.PROPERTY) {
            propertyType = PropertyType.named(type)
                    .orElseThrow(() -> new RowProblem("the column '" + field + "' has the unknown type '" + type
                            + "'; types are int, long, float, double, boolean, byte, short, string, char, point,"
                            + " date, localtime, time, localdatetime, datetime, duration, each with [] for an array,"
                            + " and vector"));
        }
        boolean named = role == Role.PROPERTY || role == Role.VECTOR;
        if (named && name.isEmpty()) {
            throw new RowProblem("a column has no name");
        }
        return new Column(name, role, propertyType, array, group, zone(field, role, options));
    }

    private static ZoneId zone(String field, Role role, String options) {
        if (options.isBlank() || role == Role.ID) {
            return ZoneOffset.UTC;
        }
        String[] option = options.split(":", 2);
        if (!option[0].strip().equalsIgnoreCase("timezone") || option.length != 2) {
            throw new RowProblem("the column '" + field + "' has the unknown option {" + options
                    + "}; known is {timezone:Europe/Berlin}");
        }
        try {
            return ZoneId.of(option[1].strip().replaceAll("^['\"]|['\"]$", ""));
        } catch (DateTimeException _) {
            throw new RowProblem("the column '" + field + "' names the unknown time zone " + option[1].strip());
        }
    }

    private static List<Column> withPlainRoles(List<String> fields, List<Column> columns, Map<String, Role> roles) {
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Role role = isTyped(fields.get(i)) ? null : roles.get(column.name().toLowerCase(Locale.ROOT));
            result.add(
                    role == null ? column : new Column(column.name(), role, column.type(), false, "", column.zone()));
        }
        return result;
    }

    private static void check(List<Column> columns, boolean edges) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            boolean named = column.role() == Role.PROPERTY || column.role() == Role.VECTOR;
            if (named && !names.add(column.name())) {
                throw new RowProblem("two columns have the name '" + column.name() + "'");
            }
        }
        for (Role role : new Role[] {Role.ID, Role.LABEL, Role.START, Role.END, Role.TYPE, Role.EDGE_ID, Role.JSON}) {
            long count =
                    columns.stream().filter(column -> column.role() == role).count();
            if (count > 1) {
                throw new RowProblem(count + " columns say " + role + "; one may");
            }
            boolean ofEdges = role == Role.START || role == Role.END || role == Role.TYPE || role == Role.EDGE_ID;
            if (count == 1 && role != Role.JSON && ofEdges != edges) {
                throw new RowProblem("a column says " + role + " in a file of " + (edges ? "edges" : "nodes"));
            }
            boolean needed = edges ? role == Role.START || role == Role.END : role == Role.ID;
            if (count == 0 && needed) {
                throw new RowProblem("no column says " + role
                        + "; nodes have :ID or id, edges have :START_ID and :END_ID or from and to");
            }
        }
    }
}
