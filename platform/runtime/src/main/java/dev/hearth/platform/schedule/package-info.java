/** Workflows that start by themselves. */
@NullMarked
package dev.hearth.platform.schedule;

import org.jspecify.annotations.NullMarked;
