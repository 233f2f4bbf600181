/** What people see of a run on a terminal while it goes on, and its end in a table. */
@NullMarked
package io.haymaker.main.view;

import org.jspecify.annotations.NullMarked;
