package dev.hearth.examples.languages;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of the result of {@code detect-languages}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Detection.class), @JsonSubTypes.Type(Accuracy.class)})
public sealed interface Line permits Detection, Accuracy {}
