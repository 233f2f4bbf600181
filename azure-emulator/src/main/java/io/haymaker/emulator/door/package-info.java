/**
 * The way in: HTTPS servers, and the dispatcher that finds a request's service, applies faults,
 * checks the caller's token and writes the request log.
 */
@NullMarked
package io.haymaker.emulator.door;

import org.jspecify.annotations.NullMarked;
