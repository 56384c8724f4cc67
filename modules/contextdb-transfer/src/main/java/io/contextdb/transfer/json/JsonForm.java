package io.contextdb.transfer.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/** The JSON that is read and written: strict, and as deep and long as the values of a database can be. */
public final class JsonForm {
    /** Values nest 256 deep at most, and each level may need a typed object around it. */
    private static final int NESTING_MAX = 1000;

    private static final int TEXT_CHARACTERS_MAX = 128 << 20;

    /** The factory of all parsers and generators. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxStringLength(TEXT_CHARACTERS_MAX)
                    .maxNameLength(TEXT_CHARACTERS_MAX)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .build())
            .build();

    private JsonForm() {}
}
