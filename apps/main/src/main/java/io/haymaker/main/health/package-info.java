/** {@code haymaker health-monitor}: sampling the health of managed containers, alone. */
@NullMarked
package io.haymaker.main.health;

import org.jspecify.annotations.NullMarked;
