/** What all services share: stores, clock, settings, endpoints, faults and log, in one object. */
@NullMarked
package io.haymaker.emulator.cloud;

import org.jspecify.annotations.NullMarked;
