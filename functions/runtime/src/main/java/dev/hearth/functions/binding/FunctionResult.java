package dev.hearth.functions.binding;

/**
 * What a function returned.
 *
 * @param json the result; {@code null} as JSON for none
 */
public record FunctionResult(byte[] json) {}
