-- What full text needs, made when something is first looked for.
-- `text` holds no text: its rows are twice the number of a ticket, or twice
-- that of an article and one, and its words are cut and folded by us.
CREATE VIRTUAL TABLE text USING fts5(title, code, body, content='', tokenize='ascii');
INSERT INTO text (text, rank) VALUES ('rank', 'bm25(8.0, 10.0, 1.0)');
INSERT INTO text (text, rank) VALUES ('hashsize', 16777216);

-- Each word that was ever seen, and how many texts have it now.
CREATE TABLE word (word TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;

-- The words of each stem.
CREATE TABLE stem (
  stem TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (stem, word)
) WITHOUT ROWID;
