/**
 * Workflows that go on after a crash of their platform, and what shows it: a ledger outside of all processes.
 *
 * <pre>{@code scripts/hearth run keep-ledger --input '{"file":"/tmp/ledger","entries":60}'}</pre>
 *
 * <p>With {@code scripts/hearth serve} in another terminal, kill that platform with {@code kill -9} in the middle and start it again: the ledger comes to its
 * end, and no entry that was journalled is entered twice.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.durable;
