/**
 * What the documents show: each Java block of {@code README.md} and {@code docs/guide} is a region of a file here, compiled and run.
 * {@link dev.hearth.guide.Document} reads the documents, {@link dev.hearth.guide.Snippet} the regions.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.guide;
