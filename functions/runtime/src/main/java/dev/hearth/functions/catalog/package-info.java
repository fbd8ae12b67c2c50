/** What the application declares: environments, tasks and workflows, as found at build time. Entry type: {@code Catalog}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.catalog;
