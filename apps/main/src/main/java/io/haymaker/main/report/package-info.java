/** A run's report as the JSON file that other programs read. */
@NullMarked
package io.haymaker.main.report;

import org.jspecify.annotations.NullMarked;
