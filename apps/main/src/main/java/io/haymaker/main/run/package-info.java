/**
 * One run from the command line: what the user asked for, watching it, interrupting it, how it
 * ended; and {@code haymaker run}, which does that on the configured cloud.
 */
@NullMarked
package io.haymaker.main.run;

import org.jspecify.annotations.NullMarked;
