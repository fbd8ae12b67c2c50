/** Where a platform finds the secrets that its environments request. Entry type: {@code SecretSource}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.secret;
