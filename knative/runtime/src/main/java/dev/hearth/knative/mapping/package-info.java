/**
 * What an environment is on Kubernetes: pure, without a client, the same at build time and at run time. Entry types:
 * {@link dev.hearth.knative.mapping.KnativeServices} and {@link dev.hearth.knative.mapping.ReplicaPods}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative.mapping;
