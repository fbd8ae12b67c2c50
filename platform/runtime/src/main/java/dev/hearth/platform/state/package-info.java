/** Files of the platform's own on its machine. */
@NullMarked
package dev.hearth.platform.state;

import org.jspecify.annotations.NullMarked;
