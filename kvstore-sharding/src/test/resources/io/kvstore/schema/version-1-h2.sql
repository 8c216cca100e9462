CREATE TABLE kvstore_meta (
  namespace VARCHAR(32) NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  shard VARCHAR(64) NOT NULL,
  layout VARCHAR(16777215) NOT NULL
);

CREATE TABLE kv_default (
  k VARBINARY(263) NOT NULL PRIMARY KEY,
  v VARBINARY(16777215) NOT NULL,
  version BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX kv_default_expires ON kv_default (expires_at, k);
