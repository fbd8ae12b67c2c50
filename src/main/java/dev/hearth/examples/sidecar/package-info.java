/**
 * A model beside the replica: each replica has a process of its own that serves the model, and its tasks ask it over the loopback
 * address. The replica starts when the model's port accepts connections, and is replaced if the model ends.
 *
 * <pre>{@code
 * scripts/hearth run reviews      # [3,-3,0]
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.sidecar;
