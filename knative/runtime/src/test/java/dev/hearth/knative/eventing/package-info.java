@org.jspecify.annotations.NullMarked
package dev.hearth.knative.eventing;
