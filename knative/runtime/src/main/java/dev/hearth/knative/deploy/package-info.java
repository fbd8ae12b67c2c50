/**
 * From a built application to a working installation on a cluster, and back: the commands {@code deploy}, {@code undeploy} and {@code status}.
 * Entry type: {@code DeployCommands}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.knative.deploy;
