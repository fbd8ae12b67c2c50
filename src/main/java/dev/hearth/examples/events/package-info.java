/**
 * A workflow that an event starts, and whose result goes back as an event.
 *
 * <pre>{@code curl -s -i localhost:8080/api/events -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: /shop' \
 *     -H 'ce-type: shop.order.placed' -H 'Content-Type: application/json' -d '{"item":"teapot","quantity":2}'}</pre>
 *
 * <p>answers with an event of type {@code shop.order.priced} and the data {@code {"item":"teapot","cents":2500}}. Sent again, the same event gets
 * the same answer, and nothing runs a second time.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.events;
