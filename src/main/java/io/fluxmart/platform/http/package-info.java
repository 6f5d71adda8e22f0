/**
 * Decides how requests are read, failures answered and representations tagged; knows no feature.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.http;

import org.jspecify.annotations.NullMarked;
