/** Events as what they bring for a workflow or a task: on the platform and in a replica alike. Entry type: {@code EventReader}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.event;
