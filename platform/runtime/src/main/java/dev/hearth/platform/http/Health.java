package dev.hearth.platform.http;

/** Which platform answers. */
public record Health(String application, String version, long pid) {}
