-- What is derived from the files of one store. Nothing in it is kept: whatever
-- cannot be read is made again.
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

-- A folder as it was last seen: in the work tree (tree 0) and in the commit of
-- HEAD (tree 1). `names` and `folders` are names ended by NUL; `marks` has 40
-- bytes for each of `names`.
CREATE TABLE folder (
  tree INTEGER NOT NULL,
  path TEXT NOT NULL,
  mark BLOB,
  folders TEXT NOT NULL,
  names TEXT NOT NULL,
  marks BLOB NOT NULL,
  -- How many of HEAD's files the work tree lacks; on the rows of HEAD.
  absent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tree, path)
) WITHOUT ROWID;

-- `fields` is the front matter but for the timeline, `timeline` its events, in
-- the form of record.rs: most questions want either, and few both. `first` and
-- `last` are the instants between which the ticket's history lies, in seconds
-- since 1970. `unmerged`: whether a merge left something of it to somebody.
CREATE TABLE ticket (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  status INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  fields BLOB NOT NULL,
  unmerged INTEGER NOT NULL
);
CREATE INDEX reach ON ticket (status, last, first);

CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  record BLOB NOT NULL
);

CREATE TABLE timeline (number INTEGER PRIMARY KEY, events BLOB NOT NULL);

-- The text below a front matter, by the number of its ticket.
CREATE TABLE body (number INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- A file that could not be read.
CREATE TABLE fault (
  path TEXT PRIMARY KEY,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  reason TEXT NOT NULL,
  hint TEXT
) WITHOUT ROWID;
