/** The checks of a run's first phase that ask Azure. Each makes real calls and makes nothing. */
@NullMarked
package io.haymaker.azure.validation;

import org.jspecify.annotations.NullMarked;
