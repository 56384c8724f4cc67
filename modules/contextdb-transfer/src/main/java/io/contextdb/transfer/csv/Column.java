package io.contextdb.transfer.csv;

import io.contextdb.transfer.value.PropertyType;
import java.time.ZoneId;

/**
 * One column of a CSV file.
 *
 * @param name the property's name; empty when the column has none
 * @param role what the column is for
 * @param type of a property
 * @param array whether a property is an array
 * @param group the ID space of an id column; empty for the common one
 * @param zone the time zone of temporal values that name none
 */
record Column(String name, Role role, PropertyType type, boolean array, String group, ZoneId zone) {
    /** What a column is for. */
    enum Role {
        /** The node's id. */
        ID,
        /** Labels of the node. */
        LABEL,
        /** The node the edge starts at. */
        START,
        /** The node the edge ends at. */
        END,
        /** The edge's type. */
        TYPE,
        /** The edge's id. */
        EDGE_ID,
        /** An object with what other columns cannot say. */
        JSON,
        /** A property. */
        PROPERTY,
        /** The vector of the column's name. */
        VECTOR,
        /** Nothing. */
        IGNORE
    }
}
