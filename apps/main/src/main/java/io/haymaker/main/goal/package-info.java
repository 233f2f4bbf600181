/** What goal-seeking agents will need: the model's API, tried before a run. */
@NullMarked
package io.haymaker.main.goal;

import org.jspecify.annotations.NullMarked;
