-- Who may call the HTTP API. The text of a key is nowhere: only its hash.
CREATE TABLE api_keys (
  key_id     uuid        PRIMARY KEY,
  name       text        NOT NULL,
  hash       text        NOT NULL UNIQUE,
  role       text        NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz
);
