/**
 * Environments on a cluster that runs Knative: pods of Knative Services, and a Job for each call of a regular task. Entry type:
 * {@code KnativeProvisioner}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative.provision;
