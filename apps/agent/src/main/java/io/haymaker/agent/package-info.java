/**
 * The program inside a scenario's container. It reads its environment, executes the three phases of
 * one scenario document with an identity of its own, tells the control plane by events what it
 * makes and removes, and ends with a code that tells the outcome. It contains no control-plane
 * code, keeps no state, and starts fast with little memory.
 */
@NullMarked
package io.haymaker.agent;

import org.jspecify.annotations.NullMarked;
