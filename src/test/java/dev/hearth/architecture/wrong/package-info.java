/** Counter-examples: each class here breaks a rule of {@code Rules}, so that the rule is seen to fail. */
@org.jspecify.annotations.NullMarked
package dev.hearth.architecture.wrong;
