-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "address" TEXT,
ADD COLUMN     "data_hash" BYTEA,
ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "position" BIGINT;

-- CreateTable
CREATE TABLE "audit_heads" (
    "organization_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("organization_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_log_organization_id_position_key" ON "audit_log"("organization_id", "position");

-- CreateIndex
CREATE INDEX "audit_log_organization_id_actor_id_at_id_idx" ON "audit_log"("organization_id", "actor_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_organization_id_action_at_id_idx" ON "audit_log"("organization_id", "action", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_log_organization_id_request_id_idx" ON "audit_log"("organization_id", "request_id");

-- What has no place in its chain yet: empty but for the last minute.
CREATE INDEX audit_log_unchained_idx ON audit_log (id) WHERE position IS NULL;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_chained_check CHECK ((position IS NULL) = (hash IS NULL));

-- What a row says, whatever time zone and format the session has. Of `data` only a hash goes in, so that a row in which somebody was
-- struck out can still be held against its chain.
CREATE FUNCTION audit_digest(entry audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(
    convert_to(jsonb_build_array(entry.id, entry.organization_id, entry.actor_type, entry.actor_id, entry.action,
      entry.subject_type, entry.subject_id, entry.request_id, entry.address,
      (extract(epoch FROM entry.at) * 1000000)::bigint)::text, 'UTF8')
    || coalesce(entry.data_hash, sha256(convert_to(entry.data::text, 'UTF8'))))
$$;

-- Gives up to `most` rows their place, in the order of their ids; answers how many. One at a time: whoever finds another at it
-- does nothing. A row whose transaction is still open is not seen, and comes later.
CREATE FUNCTION chain_audit(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  entry audit_log;
  head audit_heads;
  done integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7264839172010) THEN
    RETURN 0;
  END IF;
  PERFORM set_config('cartwright.chaining', 'on', true);
  FOR entry IN SELECT * FROM audit_log WHERE position IS NULL ORDER BY id LIMIT most LOOP
    INSERT INTO audit_heads AS known (organization_id, position, hash)
    VALUES (entry.organization_id, 1,
      sha256(sha256(convert_to(entry.organization_id::text, 'UTF8')) || audit_digest(entry)))
    ON CONFLICT (organization_id) DO UPDATE SET
      position = known.position + 1, hash = sha256(known.hash || audit_digest(entry))
    RETURNING * INTO head;
    UPDATE audit_log SET position = head.position, hash = head.hash WHERE id = entry.id;
    done := done + 1;
  END LOOP;
  PERFORM set_config('cartwright.chaining', '', true);
  RETURN done;
END $$;

-- Append-only, but for its place in the chain, which is given once, and for the words in which somebody is named who is to be
-- forgotten: what they were is left as a hash.
CREATE FUNCTION guard_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('cartwright.chaining', true) = 'on' AND OLD.position IS NULL
     AND to_jsonb(NEW) - 'position' - 'hash' = to_jsonb(OLD) - 'position' - 'hash' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND current_setting('cartwright.erasing', true) = 'on'
     AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data' THEN
    NEW.data_hash := coalesce(OLD.data_hash, sha256(convert_to(OLD.data::text, 'UTF8')));
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER audit_log_append_only ON audit_log;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION guard_audit();
