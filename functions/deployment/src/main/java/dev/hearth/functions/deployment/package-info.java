/**
 * The build of an application: finds the annotated classes, refuses what can't work, and generates stubs and Funqy functions.
 * Entry type: {@code ScanProcessor}, whose {@code DeclarationsBuildItem} the other processors turn into code.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.functions.deployment;
