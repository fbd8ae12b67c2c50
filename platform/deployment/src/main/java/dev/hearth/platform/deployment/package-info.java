/** Build steps of the platform's extension. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.deployment;
