package dev.hearth.functions.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * Which events start a workflow.
 *
 * @param type of the events
 * @param attributes that they must have besides
 * @param replyType of the event with the result; empty if it is not sent
 * @param replySource of that event; empty for the default
 */
public record TriggerSpec(
        String type, Map<String, String> attributes, Optional<String> replyType, Optional<String> replySource) {}
