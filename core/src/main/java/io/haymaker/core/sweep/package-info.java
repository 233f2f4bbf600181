/**
 * The sweep: finds whatever belongs to runs that are over or that nobody knows, and cleans it away.
 * It knows runs by the tags on things, so it works without the records of a run, too.
 */
@NullMarked
package io.haymaker.core.sweep;

import org.jspecify.annotations.NullMarked;
