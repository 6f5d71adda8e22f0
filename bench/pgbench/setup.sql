-- What the scripts use beside the service's own tables; the constants are as long as what the service writes.
CREATE OR REPLACE FUNCTION bench_user(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('00000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION bench_answer() RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT convert_to(repeat('answer ', 90), 'UTF8') $$;
CREATE OR REPLACE FUNCTION bench_data() RETURNS json LANGUAGE sql IMMUTABLE AS
$$ SELECT to_json(repeat('event ', 40)) $$;
