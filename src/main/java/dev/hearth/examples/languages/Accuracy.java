package dev.hearth.examples.languages;

import java.util.List;

/**
 * How often the model was right about texts whose language is known.
 *
 * @param accuracy {@code right / of}
 * @param right how many detections name the text's language
 * @param of how many texts there were
 */
public record Accuracy(double accuracy, int right, int of) implements Line {

    static Accuracy of(List<String> expected, List<Detection> detections) {
        int right = 0;
        for (int i = 0; i < expected.size(); i++) {
            if (Macrolanguages.same(expected.get(i), detections.get(i).language())) {
                right++;
            }
        }
        return new Accuracy((double) right / expected.size(), right, expected.size());
    }
}
