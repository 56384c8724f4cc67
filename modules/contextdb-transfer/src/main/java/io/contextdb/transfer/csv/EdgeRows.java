package io.contextdb.transfer.csv;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Value;
import io.contextdb.transfer.csv.Column.Role;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.load.Target;
import java.util.Map;

/** Edges from CSV. Those with integer ids and no properties pass through without allocation. */
public final class EdgeRows extends CsvRows {
    private final BulkLoader loader;
    private final String defaultType;
    private final int typeField;
    private final IdField start;
    private final IdField end;
    private final Properties properties;
    private final JsonField json;
    private final int idField;
    private final TokenCache<Integer> types = new TokenCache<>();

    /**
     * Rows of {@code source}; those that name no type get {@code defaultType}.
     *
     * @param keepIds whether edges keep the ids of the column {@code :EDGE_ID}, which must be there then
     */
    public EdgeRows(CsvSource source, Target target, String defaultType, boolean keepIds) {
        super(source);
        loader = target.loader();
        this.defaultType = defaultType;
        CsvHeader header = source.header();
        typeField = header.position(Role.TYPE);
        start = idField(header, Role.START, target);
        end = idField(header, Role.END, target);
        properties = new Properties(header, source.format().arrayDelimiter());
        json = new JsonField(header);
        idField = keepIds ? header.position(Role.EDGE_ID) : -1;
        if (keepIds && idField < 0) {
            throw Malformed.file(
                    source.rows().file().path(),
                    "the header",
                    "no column says EDGE_ID, and the ids of edges are to be kept");
        }
    }

    @Override
    protected void loadRow(CsvTokenizer rows) {
        long from = start.node(rows);
        long to = end.node(rows);
        boolean more = json.read(rows);
        int type = more && json.type() != null ? loader.edgeType(json.type()) : plainType(rows);
        Map<String, Value> values = properties.none() ? Map.of() : properties.read(rows);
        if (more) {
            values = json.properties(values);
        }
        if (idField >= 0) {
            loader.edge(id(rows), from, to, type, values);
        } else if (values.isEmpty()) {
            loader.edge(from, to, type);
        } else {
            loader.edge(from, to, type, values);
        }
    }

    private int plainType(CsvTokenizer rows) {
        return typeField < 0 ? types.get("", this::type) : types.get(rows, typeField, this::type);
    }

    private long id(CsvTokenizer rows) {
        if (!rows.isUnsigned(idField)) {
            throw new RowProblem("the edge id '" + rows.text(idField) + "' is no unsigned 64-bit number");
        }
        return rows.number();
    }

    private static IdField idField(CsvHeader header, Role role, Target target) {
        int field = header.position(role);
        return new IdField(field, target.space(header.columns().get(field).group()));
    }

    private Integer type(String text) {
        return loader.edgeType(text.isBlank() ? defaultType : text.strip());
    }
}
