package dev.hearth.functions.stub;

import dev.hearth.functions.catalog.TaskSpec;
import org.jspecify.annotations.Nullable;

/** The one task call that a recorded function made. */
public record RecordedCall(TaskSpec task, @Nullable Object[] arguments) {}
