/** How somebody is told of a cleanup that could not prove itself: a signed message to a webhook. */
@NullMarked
package io.haymaker.main.alert;

import org.jspecify.annotations.NullMarked;
