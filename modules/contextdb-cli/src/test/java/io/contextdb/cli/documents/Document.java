package io.contextdb.cli.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a Markdown file. */
final class Document {
    /**
     * One block.
     *
     * @param kind the first word behind the fence
     * @param name the second, a file's name; empty when there is none
     * @param line where it begins, for messages
     */
    record Block(String kind, String name, int line, String content) {}

    private Document() {}

    static List<Block> blocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        String[] head = {};
        int begin = 0;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (begin == 0 && line.startsWith("```")) {
                begin = number;
                head = line.substring(3).strip().split("\\s+");
            } else if (begin > 0 && line.equals("```")) {
                blocks.add(new Block(head[0], head.length > 1 ? head[1] : "", begin, content.toString()));
                content.setLength(0);
                begin = 0;
            } else if (begin > 0) {
                content.append(line).append('\n');
            }
        }
        if (begin > 0) {
            throw new AssertionError(file + ": the block of line " + begin + " is never closed");
        }
        return blocks;
    }
}
