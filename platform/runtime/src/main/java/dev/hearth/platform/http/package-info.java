/** The platform's HTTP routes. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.http;
