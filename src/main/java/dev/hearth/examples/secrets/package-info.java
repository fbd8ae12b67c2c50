/**
 * Secrets: an environment requests keys, its replicas alone get the values, and no careless task tells them.
 *
 * <pre>{@code
 * HEARTH_SECRET_SIGNING_KEY=open-sesame scripts/hearth run signature
 * HEARTH_SECRET_SIGNING_KEY=open-sesame scripts/hearth run faulty-secret-result     # is refused
 * HEARTH_SECRET_SIGNING_KEY=open-sesame scripts/hearth run faulty-secret-failure    # is masked
 * scripts/hearth run signature                                                      # says where it looked for the key
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.secrets;
