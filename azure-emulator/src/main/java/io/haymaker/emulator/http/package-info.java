/**
 * Requests, responses and the HTTPS doors they come through: parsing of raw targets, JSON bodies,
 * error bodies, and what a service must offer to be reachable.
 */
@NullMarked
package io.haymaker.emulator.http;

import org.jspecify.annotations.NullMarked;
