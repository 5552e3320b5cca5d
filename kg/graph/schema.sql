-- The ledger. Ids are the 64-bit digests of the nouns, so they are row ids and cost no index of their own.
-- Never run ANALYZE or PRAGMA optimize on this file: the planner then puts a Bloom filter over all links
-- in front of each step of a trace, and a step of microseconds takes milliseconds.
CREATE TABLE document (
  id INTEGER PRIMARY KEY, origin TEXT NOT NULL, title TEXT, url TEXT, source TEXT, published TEXT,
  text TEXT NOT NULL, lines TEXT NOT NULL, reading BLOB NOT NULL, digest TEXT NOT NULL, revision INTEGER NOT NULL
);
CREATE INDEX document_origin ON document (origin);
CREATE INDEX document_new ON document (revision) WHERE revision > 1;  -- what the first write brought is never asked for apart
CREATE TABLE told (          -- which event of the ledger a document's own event is
  document INTEGER NOT NULL, local INTEGER NOT NULL, key TEXT, event INTEGER NOT NULL,
  PRIMARY KEY (document, local)
) WITHOUT ROWID;
CREATE INDEX told_key ON told (key) WHERE key IS NOT NULL;
CREATE INDEX told_event ON told (event);
CREATE TABLE event (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, label TEXT NOT NULL, factuality TEXT NOT NULL,
  first INTEGER, last INTEGER, precision TEXT, teaser INTEGER NOT NULL, part_of INTEGER, body TEXT NOT NULL,
  revision INTEGER NOT NULL
);
CREATE INDEX event_order ON event (first IS NULL, first, last);
CREATE INDEX event_new ON event (revision) WHERE revision > 1;
CREATE TABLE party (event INTEGER NOT NULL, role INTEGER NOT NULL, actor INTEGER NOT NULL, PRIMARY KEY (actor, event, role)) WITHOUT ROWID;
CREATE TABLE site (event INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (place, event)) WITHOUT ROWID;
CREATE TABLE actor (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, country TEXT, revision INTEGER NOT NULL);
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, latitude REAL, longitude REAL, revision INTEGER NOT NULL
);
CREATE TABLE named (        -- what each document knows of an actor or a place
  kind TEXT NOT NULL, thing INTEGER NOT NULL, document INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kind, thing, document)
) WITHOUT ROWID;
CREATE INDEX named_document ON named (document);
CREATE TABLE spoken (       -- the words that texts have for an event, its sides and its place
  event INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (event, word)
) WITHOUT ROWID;
CREATE INDEX spoken_word ON spoken (word);
CREATE TABLE claim (id INTEGER PRIMARY KEY, event INTEGER NOT NULL, body TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_new ON claim (revision) WHERE revision > 1;
CREATE TABLE link (
  id INTEGER PRIMARY KEY, effect INTEGER NOT NULL, cause INTEGER NOT NULL, kind INTEGER NOT NULL, stated INTEGER NOT NULL,
  confidence REAL NOT NULL, denied INTEGER NOT NULL, timely INTEGER NOT NULL, body TEXT NOT NULL,
  revision INTEGER NOT NULL
);
CREATE INDEX link_effect ON link (effect, denied, timely, kind, cause, confidence);  -- a trace back reads no more of a link
CREATE INDEX link_cause ON link (cause, kind);
CREATE INDEX link_new ON link (revision) WHERE revision > 1;
CREATE TABLE tombstone (kind TEXT NOT NULL, id INTEGER NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
-- `identity` tells this store from another one that has come to the same revision.
CREATE TABLE state (revision INTEGER NOT NULL, identity TEXT NOT NULL);
INSERT INTO state VALUES (0, lower(hex(randomblob(8))));
CREATE VIRTUAL TABLE search USING fts5 (words, content='', detail=none, columnsize=0, tokenize='porter unicode61 remove_diacritics 2');
