/**
 * Faults that a test or a person can order: delays, errors, throttling and lost responses, by
 * method and path.
 */
@NullMarked
package io.haymaker.emulator.fault;

import org.jspecify.annotations.NullMarked;
