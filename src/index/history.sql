-- What commits said of the store and did to it, up to the last walk through
-- history; each after its parents. Instants are seconds since 1970, zones
-- seconds east of UTC; `tickets` is what the trailers name, as JSON.
CREATE TABLE committed (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER,
  zone INTEGER,
  committed_at INTEGER,
  committed_zone INTEGER,
  unreadable TEXT,
  subject TEXT NOT NULL,
  tickets BLOB,
  counted INTEGER,
  parents INTEGER NOT NULL,
  is_cut INTEGER NOT NULL,
  touched INTEGER NOT NULL
);

-- The files of a ticket that a commit touched, each ended by NUL; none where
-- its trailers name the ticket and nothing else does. Files of no ticket have
-- an empty one.
CREATE TABLE deed (
  ticket TEXT NOT NULL,
  number INTEGER NOT NULL,
  paths TEXT NOT NULL,
  PRIMARY KEY (ticket, number)
) WITHOUT ROWID;

-- What a merge commit lost of its parents, as JSON; nothing where it lost nothing.
CREATE TABLE proved (merged TEXT PRIMARY KEY, shortfalls BLOB) WITHOUT ROWID;
