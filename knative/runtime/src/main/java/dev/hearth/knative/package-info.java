/** The way to the cluster. What environments are there is in {@code mapping}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative;
