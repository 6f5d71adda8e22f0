package io.fluxmart.users;

import java.util.Optional;

/**
 * What {@code GET /api/users} was asked for.
 *
 * @param q part of the username, e-mail address, first or last name, literally, in any case
 * @param activeDays signed in within so many days
 * @param page by number, from 1; absent for a list that is continued by cursor
 * @param after where a list by cursor goes on
 */
record UserQuery(
        Optional<String> q,
        Optional<UserStatus> status,
        Optional<Integer> activeDays,
        UserOrder order,
        int limit,
        Optional<Integer> page,
        Optional<UserOrder.Place> after) {}
