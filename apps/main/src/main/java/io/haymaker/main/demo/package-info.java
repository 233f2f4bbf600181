/** {@code haymaker demo}: a whole run on this machine, in the demo's cloud. */
@NullMarked
package io.haymaker.main.demo;

import org.jspecify.annotations.NullMarked;
