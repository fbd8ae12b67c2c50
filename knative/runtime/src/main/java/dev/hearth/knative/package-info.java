/**
 * Actor environments as Knative Services. Nothing is here yet: environments run embedded or as
 * local processes until this module has its provisioner.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative;
