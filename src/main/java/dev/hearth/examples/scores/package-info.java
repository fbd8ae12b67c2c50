/**
 * A map over many values with one argument that is the same for all, and a model that each replica loads once.
 *
 * <pre>{@code scripts/hearth run scores}</pre>
 *
 * <p>prints {@code {"sum":210,"values":20,"replicas":2,"loads":2}}: 20 values on 2 replicas, and each replica that ran any has loaded the model for
 * the bound argument once. The number of loads is that of the cache misses in the elements' provenance.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.scores;
