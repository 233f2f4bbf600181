/**
 * Whose a thing is: the installation, the run and the scenario, and the tags and names that carry
 * this to the outside. Only what carries our own installation is ever deleted.
 */
@NullMarked
package io.haymaker.core.ownership;

import org.jspecify.annotations.NullMarked;
