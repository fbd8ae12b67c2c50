/** How a task call leaves the code that makes it, whatever the process's role. Entry type: {@code Dispatcher}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.dispatch;
