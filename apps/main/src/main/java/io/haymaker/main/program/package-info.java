/** Our other programs, as the build left them: what is started, and what images are made of. */
@NullMarked
package io.haymaker.main.program;

import org.jspecify.annotations.NullMarked;
