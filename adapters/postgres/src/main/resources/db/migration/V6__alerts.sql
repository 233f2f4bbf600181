-- What somebody has to be told. Entered with the conclusion of the run; kept after it was taken.
CREATE TABLE alerts (
  alert_id   uuid        PRIMARY KEY,
  run_id     uuid        NOT NULL,
  raised_at  timestamptz NOT NULL,
  alert      jsonb       NOT NULL,
  next_at    timestamptz NOT NULL,
  attempts   integer     NOT NULL DEFAULT 0,
  last_error text,
  taken_at   timestamptz
);
CREATE INDEX alerts_waiting ON alerts (raised_at, alert_id) WHERE taken_at IS NULL;
