ALTER TABLE IF EXISTS endpoints RENAME TO older_endpoints;

-- Where services can be reached, as they or others registered them.
CREATE TABLE endpoints (
  id             text        PRIMARY KEY,
  image_id       text        NOT NULL,
  host           text        NOT NULL,
  port           integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
  caps           jsonb       NOT NULL DEFAULT '{}',
  status         text        NOT NULL CHECK (status IN ('up', 'down')),
  last_heartbeat timestamptz NOT NULL
);

-- A row without an id or with an impossible port is no endpoint; it stays where it was set aside.
DO $$
BEGIN
  IF to_regclass('older_endpoints') IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO endpoints (id, image_id, host, port, caps, status, last_heartbeat)
    SELECT old ->> 'id',
           coalesce(old ->> 'image_id', ''),
           coalesce(old ->> 'host', ''),
           (old ->> 'port')::integer,
           CASE WHEN jsonb_typeof(older_json(old -> 'caps')) = 'object'
                THEN older_json(old -> 'caps') ELSE '{}' END,
           CASE WHEN upper(old ->> 'status') = 'UP' THEN 'up' ELSE 'down' END,
           coalesce(older_time(old ->> 'last_heartbeat'), to_timestamp(0))
      FROM (SELECT to_jsonb(older_endpoints) AS old FROM older_endpoints) AS rows_of_old
     WHERE old ->> 'id' <> ''
       AND CASE WHEN old ->> 'port' ~ '^[0-9]{1,5}$'
                THEN (old ->> 'port')::integer BETWEEN 1 AND 65535 ELSE false END
    ON CONFLICT (id) DO NOTHING;
END $$;

DROP FUNCTION older_time(text);
DROP FUNCTION older_json(jsonb);
