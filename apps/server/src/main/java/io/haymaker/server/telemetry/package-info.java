/**
 * What this process tells of its work to whoever watches it from outside: spans and metrics by the
 * OpenTelemetry protocol, where a collector is configured. Without one none of it is loaded.
 */
@NullMarked
package io.haymaker.server.telemetry;

import org.jspecify.annotations.NullMarked;
