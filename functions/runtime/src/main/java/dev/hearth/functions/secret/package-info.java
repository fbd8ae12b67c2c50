/** The secrets of a replica, and what keeps their values out of what leaves it. Entry type: {@code Secrets}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.secret;
