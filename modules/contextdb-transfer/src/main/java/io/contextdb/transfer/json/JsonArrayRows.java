package io.contextdb.transfer.json;

import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.InputFileStream;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.load.Target;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** One JSON array of objects. What is no JSON ends the import, for nobody can say where the next object begins. */
public final class JsonArrayRows extends JsonRows {
    private final InputFile file;
    private final JsonParser parser;
    private long element = -1;
    private long line = 1;
    private @Nullable Map<String, Object> row;
    private @Nullable RowProblem problem;

    /** Rows of {@code file}. */
    public JsonArrayRows(InputFile file, Target target, ImportOptions options) {
        super(target, options);
        this.file = file;
        parser = JsonForm.FACTORY.createParser(ObjectReadContext.empty(), new InputFileStream(file));
    }

    @Override
    public boolean next() {
        try {
            if (element < 0 && parser.nextToken() != JsonToken.START_ARRAY) {
                throw Malformed.file(file.path(), "line 1", "no JSON array");
            }
            element++;
            row = null;
            problem = null;
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                if (parser.nextToken() != null) {
                    throw Malformed.file(file.path(), "the end", "text behind the JSON array");
                }
                return false;
            }
            line = parser.currentTokenLocation().getLineNr();
            if (token == JsonToken.START_OBJECT) {
                row = read();
            } else if (token == null) {
                throw Malformed.file(file.path(), position(), "the array is never closed; the file is truncated");
            } else {
                problem = new RowProblem("the element is no JSON object");
                parser.skipChildren();
            }
            return true;
        } catch (JacksonException failure) {
            throw Malformed.file(file.path(), position(), "malformed JSON: " + failure.getOriginalMessage(), failure);
        }
    }

    /** The object the parser is at; null when it is JSON but no row, which then is the problem. */
    private @Nullable Map<String, Object> read() {
        int depth = parser.streamReadContext().getNestingDepth();
        try {
            return JsonLine.object(parser);
        } catch (RowProblem found) {
            problem = found;
            while (parser.streamReadContext().getNestingDepth() >= depth) {
                parser.nextToken();
            }
            return null;
        }
    }

    @Override
    Map<String, Object> row() {
        if (row == null) {
            throw Objects.requireNonNull(problem, "no row");
        }
        return row;
    }

    @Override
    public String position() {
        return "element " + Math.max(0, element) + " (line " + line + ")";
    }

    @Override
    public String raw(int length) {
        String text = String.valueOf(row);
        return text.substring(0, Math.min(length, text.length()));
    }

    @Override
    public InputFile file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }
}
