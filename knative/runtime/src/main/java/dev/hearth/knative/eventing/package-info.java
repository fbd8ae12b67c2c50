/**
 * Knative Eventing: what brings events from a Broker to the workflows and tasks that wait for them. Pure; whoever writes manifests has
 * them written from here. Entry type: {@code EventManifests}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative.eventing;
