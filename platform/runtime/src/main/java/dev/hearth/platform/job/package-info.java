/** What the platform has to do at a time to come, kept in the journal's database: {@link dev.hearth.platform.job.Jobs}. */
@NullMarked
package dev.hearth.platform.job;

import org.jspecify.annotations.NullMarked;
