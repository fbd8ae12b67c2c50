@org.jspecify.annotations.NullMarked
package dev.hearth.platform.peer;
