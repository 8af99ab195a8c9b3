CREATE TABLE entry (
  idx INTEGER PRIMARY KEY,
  leaf BLOB NOT NULL CHECK (length(leaf) BETWEEN 2 AND 65536),
  leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32),
  mac BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

CREATE TABLE sealed (
  idx INTEGER PRIMARY KEY,
  ciphertext BLOB NOT NULL CHECK (length(ciphertext) BETWEEN 16 AND 16777216)
) STRICT;

CREATE TABLE head (
  number INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  peaks BLOB NOT NULL CHECK (length(peaks) BETWEEN 32 AND 2048 AND length(peaks) % 32 = 0),
  mac BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER sealed_next BEFORE INSERT ON sealed
WHEN NEW.idx IS NOT (SELECT max(idx) FROM entry) OR NEW.idx IS (SELECT max(idx) FROM sealed)
BEGIN SELECT RAISE(ABORT, 'sealed content belongs to the last entry'); END;

CREATE TRIGGER sealed_no_update BEFORE UPDATE ON sealed
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER sealed_no_delete BEFORE DELETE ON sealed
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER head_next BEFORE INSERT ON head
WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM head)
  OR NEW.size IS NOT (SELECT max(idx) + 1 FROM entry)
  OR NEW.size IS (SELECT max(size) FROM head)
BEGIN SELECT RAISE(ABORT, 'a head closes new entries'); END;

CREATE TRIGGER head_no_update BEFORE UPDATE ON head
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER head_no_delete BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
