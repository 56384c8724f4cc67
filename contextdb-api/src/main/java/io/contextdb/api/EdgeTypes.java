package io.contextdb.api;

import java.util.List;

/** Edge types every database knows from its first moment. They are a convenience: any other name is a type as well. */
public final class EdgeTypes {
    /** The source owns the target. */
    public static final String OWNS = "OWNS";

    /** The source links to the target. */
    public static final String LINKS = "LINKS";

    /** The two are related. */
    public static final String RELATED = "RELATED";

    /** The source is a child of the target. */
    public static final String CHILD_OF = "CHILD_OF";

    /** The two are similar. */
    public static final String SIMILAR_TO = "SIMILAR_TO";

    /** The predeclared types in the order of their token ids, from 0. */
    public static final List<String> PREDECLARED = List.of(OWNS, LINKS, RELATED, CHILD_OF, SIMILAR_TO);

    private EdgeTypes() {}
}
