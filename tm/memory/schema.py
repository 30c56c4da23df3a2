"""The database of a memory: its tables, its format version, and the way from one to the next."""

from __future__ import annotations

APPLICATION_ID = 0x746D_5541  # "tmUA", in the file's header: `file` and we can tell it is ours
VERSION = 1

# `text` holds each distinct text of a language once and only ever grows: the search index is
# built over it. `unit` and what hangs on it are the live units; `journal` has what a batch changed
# or deleted, as it was before; `created` is the batch that made the unit. Times are seconds since
# 1970 in UTC; `extra` is JSON or NULL.
TABLES = """
CREATE TABLE info (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE text (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  base TEXT NOT NULL,
  hash INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX text_hash ON text (hash);
CREATE INDEX text_base ON text (base);
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  fingerprint TEXT NOT NULL DEFAULT '',
  read INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL,
  batch INTEGER NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  creator TEXT, created INTEGER, changer TEXT, changed INTEGER, used INTEGER, uses INTEGER,
  extra TEXT
);
CREATE INDEX unit_key ON unit (key);
CREATE TABLE variant (
  unit INTEGER NOT NULL,
  position INTEGER NOT NULL,
  language TEXT NOT NULL,
  text INTEGER NOT NULL,
  markup TEXT,
  creator TEXT, created INTEGER, changer TEXT, changed INTEGER, used INTEGER, uses INTEGER,
  extra TEXT,
  PRIMARY KEY (unit, position)
) WITHOUT ROWID;
CREATE INDEX variant_text ON variant (text);
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, files TEXT NOT NULL);
CREATE TABLE origin (
  unit INTEGER NOT NULL,
  source INTEGER NOT NULL,
  place TEXT NOT NULL,
  score REAL NOT NULL,
  contexts TEXT NOT NULL,
  PRIMARY KEY (unit, source, place)
) WITHOUT ROWID;
CREATE INDEX origin_source ON origin (source);
CREATE TABLE journal (
  batch INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  created INTEGER NOT NULL,
  before TEXT NOT NULL,
  PRIMARY KEY (batch, unit)
) WITHOUT ROWID;
"""

# What leads from version n to n + 1, as SQL scripts run in one transaction after a backup.
MIGRATIONS: dict[int, str] = {}
