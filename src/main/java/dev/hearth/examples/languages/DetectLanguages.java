package dev.hearth.examples.languages;

import dev.hearth.Actors;
import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public class DetectLanguages {
    @Inject
    Languages languages;

    @Inject
    Actors actors;

    /**
     * Detects the language of each line.
     *
     * @param file a UTF-8 text file on the platform's machine; absent: the shipped one
     */
    @Workflow
    public List<Line> detectLanguages(Optional<String> file) {
        if (file.isPresent()) {
            return List.copyOf(detect(TextFile.read(file.get())));
        }
        List<KnownText> texts = KnownText.shipped();
        List<Detection> detections = detect(texts.stream().map(KnownText::text).toList());
        List<Line> lines = new ArrayList<>(detections);
        lines.add(Accuracy.of(texts.stream().map(KnownText::language).toList(), detections));
        return lines;
    }

    private List<Detection> detect(List<String> lines) {
        return actors.map(lines, line -> languages.detect(line)).toList();
    }
}
