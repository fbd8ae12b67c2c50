/**
 * The house rules that a machine can hold. {@link dev.hearth.architecture.Rules} has those on classes,
 * {@link dev.hearth.architecture.SourceTree} those on files; packages below {@code wrong} break each of them once.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.architecture;
