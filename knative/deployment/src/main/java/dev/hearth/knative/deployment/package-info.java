/** Build steps of the Knative extension. */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative.deployment;
