-- What is left of the quotas that vendors give us. Unlike rate_limits these survive a crash: a day's quota that was forgotten
-- would be spent twice. An update changes no index, so rows stay on their page.
CREATE TABLE rate_buckets (
  key text PRIMARY KEY,
  tokens double precision NOT NULL,
  -- Still to come while a vendor wants to be left alone.
  counted_at timestamptz NOT NULL
) WITH (fillfactor = 50);
