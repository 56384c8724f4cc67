package io.contextdb.transfer.csv;

import io.contextdb.api.Value;
import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.load.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes from CSV. */
public final class NodeRows extends CsvRows {
    private final Target target;
    private final List<String> extraLabels;
    private final IdField id;
    private final int labelField;
    private final String idProperty;
    private final Properties properties;
    private final JsonField json;
    private final TokenCache<List<String>> labels = new TokenCache<>();

    /** Rows of {@code source}, all of which get {@code extraLabels} as well. */
    public NodeRows(CsvSource source, Target target, List<String> extraLabels) {
        super(source);
        this.target = target;
        this.extraLabels = extraLabels;
        labelField = source.header().position(Role.LABEL);
        int idField = source.header().position(Role.ID);
        Column idColumn = source.header().columns().get(idField);
        id = new IdField(idField, target.space(idColumn.group()));
        idProperty = idColumn.name().isEmpty() ? "id" : idColumn.name();
        properties = new Properties(source.header(), source.format().arrayDelimiter());
        json = new JsonField(source.header());
    }

    @Override
    protected void loadRow(CsvTokenizer rows) {
        boolean text = id.isText(rows);
        long number = rows.number();
        List<String> rowLabels = labelField < 0 ? extraLabels : labels.get(rows, labelField, this::labels);
        Map<String, Value> values = properties.none() ? Map.of() : properties.read(rows);
        if (json.read(rows)) {
            rowLabels = json.labels(rowLabels);
            values = json.properties(values);
        }
        if (text) {
            target.node(id.space(), id.text(rows), idProperty, rowLabels, values);
        } else {
            target.node(number, rowLabels, values);
        }
    }

    private List<String> labels(String text) {
        Set<String> all = new LinkedHashSet<>(extraLabels);
        for (String label : properties.split(text)) {
            if (!label.isBlank()) {
                all.add(label.strip());
            }
        }
        return List.copyOf(all);
    }
}
