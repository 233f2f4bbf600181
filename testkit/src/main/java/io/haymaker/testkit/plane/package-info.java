/**
 * A control plane whose every call to a port and every commit passes a gate: a test counts them
 * there, lets them go wrong, or lets the process die or freeze.
 */
@NullMarked
package io.haymaker.testkit.plane;

import org.jspecify.annotations.NullMarked;
