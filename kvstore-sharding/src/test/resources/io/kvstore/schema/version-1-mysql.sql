CREATE TABLE kvstore_meta (
  namespace VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  version INT NOT NULL,
  shard VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  layout MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;

CREATE TABLE kv_default (
  k VARBINARY(263) NOT NULL PRIMARY KEY,
  v MEDIUMBLOB NOT NULL,
  version BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  INDEX kv_default_expires (expires_at)
) ENGINE = InnoDB;
