CREATE TABLE schedules (
  schedule_name text        PRIMARY KEY,
  timetable     text        NOT NULL,  -- cron expression and zone that considered is about
  paused        boolean     NOT NULL,
  considered    timestamptz NOT NULL,  -- it is decided what became of all due times up to here
  last_run      uuid        REFERENCES runs
);

-- One row for each due time of which something became: a run is begun for it once, whoever tries.
CREATE TABLE schedule_triggers (
  schedule_name text        NOT NULL REFERENCES schedules,
  due_at        timestamptz NOT NULL,
  decided_at    timestamptz NOT NULL,
  verdict       text        NOT NULL,
  run_id        uuid        REFERENCES runs,
  PRIMARY KEY (schedule_name, due_at)
);
CREATE INDEX schedule_triggers_decided ON schedule_triggers (decided_at);

-- Recurring jobs. Apart from the runs: not every process that drives runs has workers for them.
CREATE TABLE scheduled_chores (LIKE scheduled_tasks INCLUDING ALL);
