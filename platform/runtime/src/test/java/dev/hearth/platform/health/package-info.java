/** When the platform says that it takes work. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.health;
