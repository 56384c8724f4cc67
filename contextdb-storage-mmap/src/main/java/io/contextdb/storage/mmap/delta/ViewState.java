package io.contextdb.storage.mmap.delta;

import io.contextdb.api.spi.LogPosition;
import java.util.List;

/**
 * What a view is made of, apart from base and delta.
 *
 * @param stamp the number of the publication; changes with a greater stamp are not seen
 * @param labelNodes live nodes by label
 * @param typeEdges live edges by type
 * @param rows the rows of each vector space by ascending number
 * @param changes what differs from the base, a bit for each {@link Change} by its ordinal
 */
record ViewState(
        int stamp,
        LogPosition position,
        int nodeLimit,
        int edgeLimit,
        long nodeCount,
        long edgeCount,
        long nodeIdHighest,
        long edgeIdHighest,
        int labelCount,
        int edgeTypeCount,
        int propertyKeyCount,
        Counts.Published labelNodes,
        Counts.Published typeEdges,
        List<MappedRows> rows,
        int spaceNumberNext,
        int changes) {}
