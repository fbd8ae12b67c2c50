/** Counter-examples. */
@org.jspecify.annotations.NullMarked
package dev.hearth.architecture.wrong.knative;
