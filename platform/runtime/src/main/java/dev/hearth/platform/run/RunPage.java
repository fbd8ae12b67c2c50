package dev.hearth.platform.run;

import java.util.List;
import java.util.Optional;

/**
 * Some runs, newest first.
 *
 * @param runs without their steps
 * @param next the cursor of the page after this; empty on the last
 */
public record RunPage(List<RunRecord> runs, Optional<String> next) {}
