-- A memory of format 1, as the program wrote it: never changed, so that later formats can be
-- shown to read it.
PRAGMA application_id = 1953322305;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "batch" VALUES(1,1714564800,'ada','add','first','',3,1,0);
INSERT INTO "batch" VALUES(2,1714651200,'ada','delete','1 units','',0,1,0);
CREATE TABLE info (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "info" VALUES('uuid','bc328ef00ba8402bb98eac27c5f26a1a');
CREATE TABLE journal (
  batch INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  created INTEGER NOT NULL,
  before TEXT NOT NULL,
  PRIMARY KEY (batch, unit)
) WITHOUT ROWID;
INSERT INTO "journal" VALUES(2,3,1,'["approved", "", "ada", "", 1714564800, null, null, null, null, [["en", "Gone.", "", "", "", null, null, null, null, null], ["de-CH", "Weg.", "", "", "", null, null, null, null, null]], []]');
CREATE TABLE origin (
  unit INTEGER NOT NULL,
  source INTEGER NOT NULL,
  place TEXT NOT NULL,
  score REAL NOT NULL,
  contexts TEXT NOT NULL,
  PRIMARY KEY (unit, source, place)
) WITHOUT ROWID;
INSERT INTO "origin" VALUES(1,1,'1',0.9,' ');
INSERT INTO "origin" VALUES(1,2,'',1.0,' ');
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, files TEXT NOT NULL);
INSERT INTO "source" VALUES(1,'UA 118-24','["a.docx"]');
INSERT INTO "source" VALUES(2,'archive','[]');
CREATE TABLE text (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  base TEXT NOT NULL,
  hash INTEGER NOT NULL,
  text TEXT NOT NULL
);
INSERT INTO "text" VALUES(1,'en',-8735901132737697072,'She was arrested on 10 March 2019.');
INSERT INTO "text" VALUES(2,'de',1581781381613520541,'Sie wurde am 10. März 2019 festgenommen.');
INSERT INTO "text" VALUES(3,'fr',2673196125821767485,'Elle a été arrêtée le 10 mars 2019.');
INSERT INTO "text" VALUES(4,'en',-3076246122263709512,'She is free.');
INSERT INTO "text" VALUES(5,'de',-973320040216629046,'Sie ist frei.');
INSERT INTO "text" VALUES(6,'en',-8005964790478293670,'Gone.');
INSERT INTO "text" VALUES(7,'de',3836678361689919486,'Weg.');
CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL,
  batch INTEGER NOT NULL,
  status TEXT NOT NULL,
  name TEXT NOT NULL,
  creator TEXT, created INTEGER, changer TEXT, changed INTEGER, used INTEGER, uses INTEGER,
  extra TEXT
);
INSERT INTO "unit" VALUES(1,X'A52B7F7657B949E580E49321A385DC3A',1,'approved','','ada',1714564800,NULL,NULL,NULL,NULL,'[[], [["domain", "law", ""]], [["checked", ""]]]');
INSERT INTO "unit" VALUES(2,X'B8A6BF8212F95EFEA6BF67867E4AF8BB',1,'draft','','ada',1714564800,NULL,NULL,1714564800,3,NULL);
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
INSERT INTO "variant" VALUES(1,0,'en',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "variant" VALUES(1,1,'de-CH',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "variant" VALUES(1,2,'fr',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "variant" VALUES(2,0,'en',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "variant" VALUES(2,1,'de-CH',5,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX text_hash ON text (hash);
CREATE INDEX text_base ON text (base);
CREATE INDEX unit_key ON unit (key);
CREATE INDEX variant_text ON variant (text);
CREATE INDEX origin_source ON origin (source);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('batch',2);
INSERT INTO "sqlite_sequence" VALUES('unit',3);
INSERT INTO "sqlite_sequence" VALUES('text',7);
COMMIT;
