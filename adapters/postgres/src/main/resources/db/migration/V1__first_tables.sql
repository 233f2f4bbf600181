-- Who we are: one row for ever.
CREATE TABLE installation (
  only_row        boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  installation_id text        NOT NULL,
  made_at         timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE runs (
  run_id              uuid        PRIMARY KEY,
  simulation_size     text        NOT NULL,  -- small, medium, large, or custom
  requested_scenarios jsonb,                 -- the names, when custom
  seed                bigint      NOT NULL,
  duration            text        NOT NULL,  -- ISO 8601: to the nanosecond, unlike an interval
  leave_behind        integer     NOT NULL,
  phase               text        NOT NULL,
  phase_since         timestamptz NOT NULL,
  cleanup             jsonb,
  conclusion          text,                  -- completed, or the reason of the failure
  conclusion_message  text,
  started_at          timestamptz NOT NULL,
  ended_at            timestamptz,
  cancel_requested_at timestamptz,
  version             bigint      NOT NULL
);
CREATE INDEX runs_newest ON runs (started_at DESC, run_id DESC);
CREATE INDEX runs_unfinished ON runs (started_at, run_id) WHERE phase <> 'completed';

CREATE TABLE scenario_runs (
  run_id          uuid    NOT NULL REFERENCES runs,
  scenario_name   text    NOT NULL,
  position        integer NOT NULL,
  technology_area text    NOT NULL,
  document        text    NOT NULL,
  plan            jsonb   NOT NULL,
  stage           text    NOT NULL,
  identity        jsonb,
  container       jsonb,
  started_at      timestamptz,
  ended_at        timestamptz,
  result          text,
  failure         text,
  version         bigint  NOT NULL,
  PRIMARY KEY (run_id, scenario_name),
  UNIQUE (run_id, position)
);

-- Resources, journal, audits and reports name runs that need not be in the table of runs: an agent
-- of a run that was made before the database was lost still reports, and nothing of it is dropped.

CREATE TABLE resources (
  run_id        uuid        NOT NULL,
  resource_key  text        NOT NULL,  -- what equal ids have in common
  resource_id   text        NOT NULL,  -- as it was first written
  scenario_name text,
  created_at    timestamptz NOT NULL,
  state         text        NOT NULL,
  changed_at    timestamptz NOT NULL,
  attempts      integer     NOT NULL,
  error         text,
  forced        boolean     NOT NULL,
  PRIMARY KEY (run_id, resource_key)
);
CREATE INDEX resources_not_gone ON resources (run_id) WHERE state <> 'gone';

CREATE TABLE journal (
  number        bigserial   PRIMARY KEY,
  event_id      uuid        NOT NULL UNIQUE,
  at            timestamptz NOT NULL,
  run_id        uuid,
  scenario_name text,
  type          text        NOT NULL,
  severity      text        NOT NULL,
  message       text        NOT NULL,
  resource_id   text,
  details       jsonb       NOT NULL
);
CREATE INDEX journal_of_run ON journal (run_id, number);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE audits (
  run_id uuid  PRIMARY KEY,
  audit  jsonb NOT NULL
);

CREATE TABLE reports (
  run_id uuid  PRIMARY KEY,
  report jsonb NOT NULL
);
