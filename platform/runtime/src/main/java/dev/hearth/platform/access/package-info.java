/**
 * Who may call the platform: API tokens, OIDC, roles, and what a browser must not do. Replicas' links have keys of their own, see
 * {@code dispatch}. Entry type: {@code Access}.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.access;
