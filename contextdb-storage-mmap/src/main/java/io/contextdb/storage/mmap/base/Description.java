package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;

/** The numbers by which files of nodes, edges and row maps say what is in their other sections. */
@FunctionalInterface
interface Description {
    /** The section they are in. */
    int SECTION = 1;

    /** One of them; {@code CORRUPTION} when it cannot be read. */
    long number(int index);

    /** Those of a file, checked. */
    static Description of(DataFile file) {
        return index -> {
            Section section = file.section(SECTION);
            long place = (long) index * Long.BYTES;
            if (section.length() < place + Long.BYTES) {
                throw Corruption.at(
                        file.path(), section.offset(), "the description has " + section.length() + " bytes only");
            }
            return file.getLong(section.offset() + place);
        };
    }

    /** Those of a file whose section is damaged, as they follow from what is known otherwise. */
    static Description known(long... numbers) {
        return index -> numbers[index];
    }
}
