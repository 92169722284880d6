"""The index that search looks in, each database in its own way over the same stems.

SQLite: a full-text table beside the copies, kept equal by triggers. It holds no text of its own. A later migration that
alters `Vrijgave` rebuilds its table there and loses the triggers: run `maak_index` again in that migration (the tests
of search fail until it does).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE_WEG = [
    "DROP TRIGGER IF EXISTS verkenning_vrijgave_zoek_erbij",
    "DROP TRIGGER IF EXISTS verkenning_vrijgave_zoek_eraf",
    "DROP TRIGGER IF EXISTS verkenning_vrijgave_zoek_anders",
    "DROP TABLE IF EXISTS verkenning_vrijgave_zoek",
]
_ERBIJ = "INSERT INTO verkenning_vrijgave_zoek (rowid, stammen) VALUES (new.id, new.stammen);"
_ERAF = "INSERT INTO verkenning_vrijgave_zoek (verkenning_vrijgave_zoek, rowid, stammen) VALUES ('delete', old.id, old.stammen);"
SQLITE = [
    *SQLITE_WEG,
    """CREATE VIRTUAL TABLE verkenning_vrijgave_zoek USING fts5(
        stammen, content='verkenning_vrijgave', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    f"CREATE TRIGGER verkenning_vrijgave_zoek_erbij AFTER INSERT ON verkenning_vrijgave BEGIN {_ERBIJ} END",
    f"CREATE TRIGGER verkenning_vrijgave_zoek_eraf AFTER DELETE ON verkenning_vrijgave BEGIN {_ERAF} END",
    f"CREATE TRIGGER verkenning_vrijgave_zoek_anders AFTER UPDATE OF stammen ON verkenning_vrijgave BEGIN {_ERAF} {_ERBIJ} END",
    "INSERT INTO verkenning_vrijgave_zoek (verkenning_vrijgave_zoek) VALUES ('rebuild')",
]
POSTGRESQL_WEG = ["DROP INDEX IF EXISTS verkenning_vrijgave_zoek"]
POSTGRESQL = [
    *POSTGRESQL_WEG,
    "CREATE INDEX verkenning_vrijgave_zoek ON verkenning_vrijgave USING gin (to_tsvector('simple', stammen))",
]


def maak_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for opdracht in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(opdracht)


def haal_index_weg(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for opdracht in SQLITE_WEG if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_WEG:
        schema_editor.execute(opdracht)


class Migration(migrations.Migration):
    dependencies = [("verkenning", "0001_initial")]
    operations = [migrations.RunPython(maak_index, haal_index_weg)]
