ALTER TABLE IF EXISTS desired_images RENAME TO older_desired_images;

-- How many containers of each image are wanted, and of what kind.
CREATE TABLE desired_images (
  image         text        PRIMARY KEY,
  min_replicas  integer     NOT NULL,
  max_replicas  integer     NOT NULL,
  desired_count integer     NOT NULL,
  resources     jsonb       NOT NULL DEFAULT '{}',  -- cpu_limit and memory_limit, as texts
  env           jsonb       NOT NULL DEFAULT '{}',
  ports         jsonb       NOT NULL DEFAULT '{}',  -- {"80/tcp": 8080}, 0 = any that is free
  updated_at    timestamptz NOT NULL,
  CHECK (0 <= min_replicas AND min_replicas <= desired_count AND desired_count <= max_replicas)
);

-- What somebody wants of one container, recorded before it is done.
CREATE TABLE replica_intents (
  container_id text        PRIMARY KEY,
  image        text        NOT NULL,
  kind         text        NOT NULL,
  at           timestamptz NOT NULL
);

-- Failures to keep containers of an image running.
CREATE TABLE replica_setbacks (
  image      text        PRIMARY KEY,
  failures   integer     NOT NULL,
  not_before timestamptz NOT NULL,
  reason     text        NOT NULL,
  counted    jsonb       NOT NULL  -- ids of the dead containers that are in the number
);

-- An older manager's table can have any types and lack any column: see V13. A number that is none is
-- the usual one; of several rows of an image the last changed counts.
CREATE FUNCTION older_time(given text) RETURNS timestamptz LANGUAGE plpgsql
  SET timezone = 'UTC' AS $$
BEGIN
  RETURN coalesce(given::timestamptz, to_timestamp(0));
EXCEPTION WHEN OTHERS THEN
  RETURN to_timestamp(0);
END $$;

CREATE FUNCTION older_object(given jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  read jsonb := given;
BEGIN
  IF jsonb_typeof(given) = 'string' THEN
    read := (given #>> '{}')::jsonb;
  END IF;
  RETURN CASE WHEN jsonb_typeof(read) IN ('object', 'array') THEN read ELSE '{}' END;
EXCEPTION WHEN OTHERS THEN
  RETURN '{}';
END $$;

CREATE FUNCTION older_number(given text, usual integer) RETURNS integer LANGUAGE sql AS $$
  SELECT CASE WHEN given ~ '^[0-9]{1,4}$' THEN given::integer ELSE usual END
$$;

DO $$
BEGIN
  IF to_regclass('older_desired_images') IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO desired_images
      (image, min_replicas, max_replicas, desired_count, resources, env, ports, updated_at)
    SELECT DISTINCT ON (image)
           image, least(fewest, wanted), greatest(most, wanted), wanted, resources, env, ports,
           updated_at
      FROM (SELECT old ->> 'image' AS image,
                   older_number(old ->> 'min_replicas', 1) AS fewest,
                   older_number(old ->> 'max_replicas', 5) AS most,
                   older_number(old ->> 'desired_count',
                     older_number(old ->> 'min_replicas', 1)) AS wanted,
                   older_object(old -> 'resources') AS resources,
                   older_object(old -> 'env') AS env,
                   older_object(old -> 'ports') AS ports,
                   older_time(old ->> 'updated_at') AS updated_at
              FROM (SELECT to_jsonb(older_desired_images) AS old FROM older_desired_images)
                AS rows_of_old) AS read
     WHERE image <> ''
     ORDER BY image, updated_at DESC;
END $$;

DROP FUNCTION older_number(text, integer);
DROP FUNCTION older_object(jsonb);
DROP FUNCTION older_time(text);
