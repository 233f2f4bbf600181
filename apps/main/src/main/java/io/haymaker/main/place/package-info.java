/**
 * Where a command works: which cloud, with which database, under which data folder. A command that
 * drives runs <em>takes</em> a place and has its data folder to itself; one that looks or asks for
 * something <em>joins</em> it, beside whoever works there already.
 */
@NullMarked
package io.haymaker.main.place;

import org.jspecify.annotations.NullMarked;
