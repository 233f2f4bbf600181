/**
 * {@code haymaker demo}: a whole run on this machine, with a cloud that is our own emulator and a
 * database in the user's data folder.
 */
@NullMarked
package io.haymaker.main.demo;

import org.jspecify.annotations.NullMarked;
