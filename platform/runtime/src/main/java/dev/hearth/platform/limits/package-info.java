/** What the platform's HTTP server bears of slow clients, beside the limits that Quarkus has. Entry type: {@code Limits}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.limits;
