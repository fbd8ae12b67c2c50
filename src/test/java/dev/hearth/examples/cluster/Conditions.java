package dev.hearth.examples.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the status of a Knative object says. */
final class Conditions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Conditions() {}

    static boolean ready(Object status) {
        for (JsonNode condition : JSON.valueToTree(status).path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
