package io.contextdb.transfer.csv;

import io.contextdb.api.BulkLoader;
import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.load.Target;

/** Edges from CSV. Those with integer ids and no properties pass through without allocation. */
public final class EdgeRows extends CsvRows {
    private final BulkLoader loader;
    private final String defaultType;
    private final int typeField;
    private final IdField start;
    private final IdField end;
    private final Properties properties;
    private final TokenCache<Integer> types = new TokenCache<>();

    /** Rows of {@code source}; those that name no type get {@code defaultType}. */
    public EdgeRows(CsvSource source, Target target, String defaultType) {
        super(source);
        loader = target.loader();
        this.defaultType = defaultType;
        CsvHeader header = source.header();
        typeField = header.position(Role.TYPE);
        start = idField(header, Role.START, target);
        end = idField(header, Role.END, target);
        properties = new Properties(header, source.format().arrayDelimiter());
    }

    @Override
    protected void loadRow(CsvTokenizer rows) {
        long from = start.node(rows);
        long to = end.node(rows);
        int type = typeField < 0 ? types.get("", this::type) : types.get(rows, typeField, this::type);
        if (properties.none()) {
            loader.edge(from, to, type);
        } else {
            loader.edge(from, to, type, properties.read(rows));
        }
    }

    private static IdField idField(CsvHeader header, Role role, Target target) {
        int field = header.position(role);
        return new IdField(field, target.space(header.columns().get(field).group()));
    }

    private Integer type(String text) {
        return loader.edgeType(text.isBlank() ? defaultType : text.strip());
    }
}
