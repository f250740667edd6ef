-- How each process stands, by its own word of the last seconds. A crash of Postgres may lose it: it is written anew.
CREATE UNLOGGED TABLE process_reports (
  id text PRIMARY KEY,
  app text NOT NULL CHECK (app IN ('web', 'worker')),
  host text NOT NULL,
  pid integer NOT NULL,
  started_at timestamptz NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT now(),
  figures jsonb
) WITH (fillfactor = 50);

-- Which of a person's live streams is open where. The key is what keeps them to their number in all processes together;
-- a row of a process that is not heard of any more counts for nothing.
CREATE UNLOGGED TABLE live_slots (
  user_id uuid NOT NULL,
  slot smallint NOT NULL CHECK (slot >= 1),
  process_id text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, slot)
);
CREATE INDEX live_slots_process_idx ON live_slots (process_id);
