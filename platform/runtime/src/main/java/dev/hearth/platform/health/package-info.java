/** Whether the platform can do its work. Entry types: {@code Readiness}, and {@code ReadinessCheck} for whatever it depends on. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.health;
