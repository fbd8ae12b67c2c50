package dev.hearth.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file.
 *
 * @param name relative to the project
 * @param lines its text
 */
public record Document(String name, List<String> lines) {
    private static final Pattern FENCE = Pattern.compile("```(\\w*)\\s*");
    private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: (\\S+) -->");

    /**
     * A fenced block.
     *
     * @param place {@code file:line} of its opening fence
     * @param language what follows the fence; may be empty
     * @param snippet the region named by the comment before it
     * @param lines its text
     */
    public record Block(String place, String language, Optional<String> snippet, List<String> lines) {}

    /** README, ARCHITECTURE, CONTRIBUTING and the guide. */
    public static List<Document> all(Path project) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(project);
                Stream<Path> guide = Files.walk(project.resolve("docs"))) {
            for (Path file : Stream.concat(top, guide)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                documents.add(new Document(project.relativize(file).toString(), Files.readAllLines(file)));
            }
        }
        return documents;
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                Optional<String> snippet = i == 0
                        ? Optional.empty()
                        : Optional.of(SNIPPET.matcher(lines.get(i - 1)))
                                .filter(Matcher::matches)
                                .map(matcher -> matcher.group(1));
                blocks.add(new Block(name + ":" + (i + 1), fence.group(1), snippet, lines.subList(i + 1, end)));
                i = end;
            }
            i++;
        }
        return blocks;
    }
}
