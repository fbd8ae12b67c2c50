package dev.hearth.functions.catalog;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * A parameter of a task or workflow.
 *
 * @param name as in the source; its key in the JSON input
 * @param type as declared, with its generics
 * @param defaultJson the value when the input leaves it out, as JSON
 */
public record ParameterSpec(String name, Type type, Optional<String> defaultJson) {}
