package io.fluxmart.notifications;

import io.fluxmart.auth.VoidedTokens;
import io.fluxmart.events.RecentEvents;
import java.time.Clock;

/** What all open streams of this node share. */
record StreamNews(RecentEvents recent, EventPages log, VoidedTokens voidedTokens, StreamMeters meters, Clock clock) {}
