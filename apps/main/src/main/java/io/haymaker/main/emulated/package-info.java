/**
 * The demo's cloud: the emulator as a process of its own that outlives ours, what its people would
 * have set up before the first run, and the settings of a control plane that works in it.
 */
@NullMarked
package io.haymaker.main.emulated;

import org.jspecify.annotations.NullMarked;
