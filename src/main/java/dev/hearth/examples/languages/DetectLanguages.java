package dev.hearth.examples.languages;

import dev.hearth.Actors;
import dev.hearth.Default;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public class DetectLanguages {
    @Inject
    Languages languages;

    @Inject
    RegularLanguages regularLanguages;

    @Inject
    Actors actors;

    /**
     * Detects the language of each line.
     *
     * @param file a UTF-8 text file on the platform's machine; absent: the shipped one
     */
    @Workflow
    public List<Line> detectLanguages(Optional<String> file) {
        List<Detection> detections = detect(lines(file));
        if (file.isPresent()) {
            return List.copyOf(detections);
        }
        List<KnownText> texts = KnownText.shipped();
        List<Line> lines = new ArrayList<>(detections);
        lines.add(Accuracy.of(texts.stream().map(KnownText::language).toList(), detections));
        return lines;
    }

    /**
     * The same by regular tasks, for the first lines alone: each has a process of its own.
     *
     * @param file as above
     */
    @Workflow
    public List<Detection> detectLanguagesRegular(Optional<String> file, @Default("20") int lines) {
        List<String> first = lines(file).stream().limit(lines).toList();
        return actors.map(first, line -> regularLanguages.detect(line)).toList();
    }

    private static List<String> lines(Optional<String> file) {
        return file.map(TextFile::read)
                .orElseGet(
                        () -> KnownText.shipped().stream().map(KnownText::text).toList());
    }

    private List<Detection> detect(List<String> lines) {
        return actors.map(lines, line -> languages.detect(line)).toList();
    }
}
