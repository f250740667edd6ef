-- The sweep asks for all three open states, oldest touch first. An index over two of them could not answer it.
DROP INDEX payments_open_idx;
CREATE INDEX payments_open_idx ON payments (updated_at) WHERE state IN ('created', 'pending', 'authorized');
