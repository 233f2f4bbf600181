/** {@code haymaker doctor}: the checks that come before a run, without the run. */
@NullMarked
package io.haymaker.main.doctor;

import org.jspecify.annotations.NullMarked;
