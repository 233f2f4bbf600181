/** Tests of what is kept of deleted resources. */
@NullMarked
package io.haymaker.emulator.softdelete;

import org.jspecify.annotations.NullMarked;
