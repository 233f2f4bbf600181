/** What stands for a collector of traces and metrics. */
@NullMarked
package io.haymaker.testkit.telemetry;

import org.jspecify.annotations.NullMarked;
