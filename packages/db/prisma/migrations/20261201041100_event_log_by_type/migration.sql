-- How often something has happened within a time. On its own and beside the traffic, for the log may be long.
CREATE INDEX CONCURRENTLY "event_log_organization_id_type_occurred_at_idx" ON "event_log"("organization_id", "type", "occurred_at");
