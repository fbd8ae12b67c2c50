/**
 * A model that is slow to load and quick to use, loaded once per replica.
 *
 * <pre>{@code scripts/hearth run caching-basic --input '{"initValue":1,"state":3}'}</pre>
 *
 * <p>prints {@code 13}: four calls, each of which adds 3. The first call of {@code evaluate} starts the replica and loads the model,
 * which takes two seconds here; the other three, and every later run while the environment is warm, find it in memory.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.caching;
