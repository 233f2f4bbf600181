-- What each waiting message was given. A row is written before its container is asked for, and ends
-- when that is proven gone.
CREATE TABLE scaler_claims (
  container       text             PRIMARY KEY,
  scaler          text             NOT NULL,
  subscription    text             NOT NULL,
  message_id      text             NOT NULL,
  sequence_number bigint           NOT NULL,
  enqueued_at     timestamptz      NOT NULL,
  attempt         integer          NOT NULL,
  file_size_mb    double precision NOT NULL,
  cpu_cores       double precision NOT NULL,
  memory_gb       double precision NOT NULL,
  claimed_at      timestamptz      NOT NULL,
  launched_at     timestamptz,
  ended_at        timestamptz,
  ended_how       text,
  ended_reason    text,
  ended_log       text,
  UNIQUE (scaler, subscription, message_id, attempt)
);
-- However many look at once, a message has one live container.
CREATE UNIQUE INDEX scaler_claims_live ON scaler_claims (scaler, subscription, message_id)
  WHERE ended_at IS NULL;
CREATE INDEX scaler_claims_ended ON scaler_claims (scaler, ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE scaler_memories (
  scaler      text        PRIMARY KEY,
  last_served text,
  hold_reason text,
  hold_until  timestamptz,
  holds       integer     NOT NULL,
  paused      boolean     NOT NULL
);
