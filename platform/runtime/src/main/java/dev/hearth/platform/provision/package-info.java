/** What starts and ends replicas. Entry type: {@code Provisioner}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.provision;
