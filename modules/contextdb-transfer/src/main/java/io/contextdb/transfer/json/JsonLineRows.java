package io.contextdb.transfer.json;

import io.contextdb.transfer.ImportOptions;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RecordBuffer;
import io.contextdb.transfer.load.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An object on each line; empty lines are skipped. */
public final class JsonLineRows extends JsonRows {
    private final InputFile file;
    private final RecordBuffer window;
    private long line;
    private int end;

    /** Rows of {@code file}. */
    public JsonLineRows(InputFile file, Target target, ImportOptions options) {
        super(target, options);
        this.file = file;
        window = new RecordBuffer(file);
    }

    @Override
    public boolean next() {
        while (window.position < window.limit || window.fill(line + 1)) {
            line++;
            window.mark();
            while ((window.position < window.limit || window.fill(line)) && window.bytes[window.position] != '\n') {
                window.position++;
            }
            end = window.position;
            if (window.position < window.limit) {
                window.position++;
            }
            if (!isBlank()) {
                return true;
            }
            window.mark();
        }
        return false;
    }

    @Override
    Map<String, Object> row() {
        return JsonLine.parse(window.bytes, window.start, end - window.start);
    }

    @Override
    public String position() {
        return "line " + line;
    }

    @Override
    public String raw(int length) {
        return new String(window.bytes, window.start, Math.min(length, end - window.start), StandardCharsets.UTF_8);
    }

    @Override
    public InputFile file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }

    private boolean isBlank() {
        for (int i = window.start; i < end; i++) {
            if (window.bytes[i] > ' ' || window.bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
