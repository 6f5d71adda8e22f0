/** Fixtures: a node on shared stores, a client of its API, and ways to disturb them. */
package io.fluxmart.testing;
