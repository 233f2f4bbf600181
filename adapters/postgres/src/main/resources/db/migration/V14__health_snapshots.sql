ALTER TABLE IF EXISTS health_snapshots RENAME TO older_health_snapshots;

-- How containers fared. A partition for each day (UTC), so that forgetting is dropping a table.
CREATE SEQUENCE health_snapshot_ids;
CREATE TABLE health_snapshots (
  id           bigint           NOT NULL DEFAULT nextval('health_snapshot_ids'),
  image        text             NOT NULL DEFAULT '',
  container_id text             NOT NULL DEFAULT '',
  name         text             NOT NULL DEFAULT '',
  host         text             NOT NULL DEFAULT '',
  cpu_usage    double precision NOT NULL DEFAULT 0,  -- per cent of the limit
  memory_usage double precision NOT NULL DEFAULT 0,
  disk_usage   double precision,                     -- per cent of the host's, where it is known
  status       text             NOT NULL DEFAULT '',
  ts           timestamptz      NOT NULL DEFAULT now()
) PARTITION BY RANGE (ts);
CREATE INDEX health_of_container ON health_snapshots (container_id, ts);

-- What belongs to a day that has no partition, such as an older manager's rows.
CREATE TABLE health_snapshots_rest PARTITION OF health_snapshots DEFAULT;

-- Makes sure that a day has its partition.
CREATE FUNCTION health_day(wanted date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'health_snapshots_' || to_char(wanted, 'YYYYMMDD');
  begins timestamptz := wanted::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (wanted + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('haymaker health_day'));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE health_snapshots INCLUDING DEFAULTS)', partition);
  EXECUTE format(
    'WITH moved AS (DELETE FROM health_snapshots_rest WHERE ts >= $1 AND ts < $2 RETURNING *)
     INSERT INTO %I SELECT * FROM moved', partition) USING begins, ends;
  EXECUTE format(
    'ALTER TABLE health_snapshots ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    partition, begins, ends);
END $$;

-- Drops the days that are over by then. Of a day that is not, everything stays.
CREATE FUNCTION forget_health(until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_kept date := (until AT TIME ZONE 'UTC')::date;
  partition text;
BEGIN
  FOR partition IN
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'health_snapshots'::regclass
      AND relname ~ '^health_snapshots_[0-9]{8}$'
      AND to_date(right(relname, 8), 'YYYYMMDD') < first_kept
  LOOP
    EXECUTE format('DROP TABLE %I', partition);
  END LOOP;
  DELETE FROM health_snapshots_rest WHERE ts < first_kept::timestamp AT TIME ZONE 'UTC';
END $$;

CREATE FUNCTION older_number(given text) RETURNS double precision LANGUAGE plpgsql AS $$
BEGIN
  RETURN rtrim(given, '% ')::double precision;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

DO $$
BEGIN
  IF to_regclass('older_health_snapshots') IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO health_snapshots
      (image, container_id, name, host, cpu_usage, memory_usage, disk_usage, status, ts)
    SELECT coalesce(old ->> 'image', ''),
           coalesce(old ->> 'container_id', ''),
           coalesce(old ->> 'name', ''),
           coalesce(old ->> 'host', ''),
           coalesce(older_number(old ->> 'cpu_usage'), 0),
           coalesce(older_number(old ->> 'memory_usage'), 0),
           older_number(old ->> 'disk_usage'),
           coalesce(old ->> 'status', ''),
           coalesce(older_time(old ->> 'ts'), to_timestamp(0))
      FROM (SELECT to_jsonb(older_health_snapshots) AS old FROM older_health_snapshots)
        AS rows_of_old;
END $$;

DROP FUNCTION older_number(text);
