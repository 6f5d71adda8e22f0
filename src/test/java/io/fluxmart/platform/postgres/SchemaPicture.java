package io.fluxmart.platform.postgres;

import io.fluxmart.testing.OwnDatabase;
import java.util.List;

/** The schema as the catalogue has it, a line for each thing; without Liquibase's own and what belongs to extensions. */
final class SchemaPicture {

    private static final String THINGS = """
            WITH ours AS (
                SELECT c.* FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relname !~ '^databasechangelog'
            )
            SELECT format('relation %s %s %s -- %s', relname, relkind, reloptions, obj_description(oid, 'pg_class'))
            FROM ours WHERE relkind <> 'i'
            UNION ALL
            SELECT format('column %s.%s %s not null %s default %s identity %s generated %s -- %s', relname, attname,
                format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attidentity, attgenerated,
                col_description(attrelid, attnum))
            FROM ours JOIN pg_attribute a ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relkind IN ('r', 'p', 'v', 'm')
            UNION ALL
            SELECT format('constraint %s on %s: %s valid %s', conname, relname, pg_get_constraintdef(k.oid), convalidated)
            FROM ours JOIN pg_constraint k ON conrelid = ours.oid
            UNION ALL
            SELECT format('index %s valid %s', pg_get_indexdef(indexrelid), indisvalid)
            FROM ours JOIN pg_index ON indrelid = ours.oid
            UNION ALL
            SELECT format('trigger %s', pg_get_triggerdef(t.oid))
            FROM ours JOIN pg_trigger t ON tgrelid = ours.oid AND NOT tgisinternal
            UNION ALL
            SELECT format('%s %s', kind, name)
            FROM (SELECT 'function' AS kind, oid::regprocedure::text AS name, oid, 'pg_proc'::regclass AS catalogue
                  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                  UNION ALL
                  SELECT 'type', oid::regtype::text, oid, 'pg_type'::regclass
                  FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typrelid = 0 AND typelem = 0) AS other
            WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = other.oid AND d.classid = catalogue AND deptype = 'e')
            UNION ALL
            SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
            ORDER BY 1
            """;

    private SchemaPicture() {}

    static List<String> of(OwnDatabase database) {
        return database.texts(THINGS);
    }
}
