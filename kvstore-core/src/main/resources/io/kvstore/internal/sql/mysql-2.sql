ALTER TABLE {table}
  ADD COLUMN clock BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN mark BIGINT NOT NULL DEFAULT 0,
  ALGORITHM = INSTANT;

UPDATE {meta} SET version = 2 WHERE namespace = '{namespace}' AND version = 1;
