package io.fluxmart.commands;

import io.fluxmart.platform.mongo.MongoChanges;
import io.fluxmart.platform.postgres.PostgresChanges;

/** What the migrate commands work on. */
record Schemas(PostgresChanges postgres, MongoChanges mongo) {

    /** Where nodes are told not to migrate, these commands are what does. */
    static Schemas of(Premises premises) {
        premises.with("spring.liquibase.enabled", "true");
        return new Schemas(premises.get(PostgresChanges.class), premises.get(MongoChanges.class));
    }
}
