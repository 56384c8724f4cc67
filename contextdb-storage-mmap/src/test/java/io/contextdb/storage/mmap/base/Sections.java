package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import io.contextdb.storage.mmap.file.TestFile;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;

/** The sections of a file as the numbers they hold. */
final class Sections {
    private final DataFile file;

    Sections(TestFile file, Arena arena) {
        this.file = file.open(arena);
    }

    List<Integer> ids() {
        return file.sections().stream().map(Section::id).toList();
    }

    int[] ints(int id) {
        Section section = file.section(id);
        return IntStream.range(0, (int) section.length() / Integer.BYTES)
                .map(i -> NativeMemory.getInt(file.address() + section.offset() + (long) i * Integer.BYTES))
                .toArray();
    }

    long[] longs(int id) {
        Section section = file.section(id);
        return IntStream.range(0, (int) section.length() / Long.BYTES)
                .mapToLong(i -> NativeMemory.getLong(file.address() + section.offset() + (long) i * Long.BYTES))
                .toArray();
    }
}
