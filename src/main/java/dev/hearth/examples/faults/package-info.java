/**
 * What errors look like. Each workflow and task here is wrong on purpose, in the way its name says.
 *
 * <pre>{@code
 * scripts/hearth run faulty-element        # an element that throws
 * scripts/hearth run faulty-result         # a result that cannot become JSON
 * scripts/hearth run faulty-payload        # a result over hearth.dispatch.payload-limit
 * scripts/hearth run faulty-lambda         # a map that does more than call its task
 * scripts/hearth run faulty-start          # a replica that exits before it is ready
 * scripts/hearth run faulty-exit           # a task that ends its replica
 * }</pre>
 *
 * <p>Each ends with exit code 1 and a message that says what failed, why, and what to do.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.faults;
