package io.contextdb.storage.memory;

/**
 * An edge as it is in one state. Never changed.
 *
 * @param live false once it is deleted
 * @param source the ordinal of the node it starts at
 * @param target the ordinal of the node it ends at
 */
record EdgeRow(long id, boolean live, int source, int target, int type, Properties properties) {

    EdgeRow deleted() {
        return new EdgeRow(id, false, source, target, type, Properties.NONE);
    }

    EdgeRow withProperties(Properties newProperties) {
        return new EdgeRow(id, live, source, target, type, newProperties);
    }
}
