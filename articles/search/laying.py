"""The databases' own indexes of the words: how they are laid, and laid anew in another language.

On SQLite a full-text table (FTS5) beside each of ours, kept in step by triggers; on PostgreSQL a
column of the table itself that the database fills. The rule: while an index is being laid anew,
newest first, every row is in it or below its `floor`; nobody who writes has to wait for it.
"""

from django.db import connection, transaction

from articles.models import DeskIndex, IndexState, Newspaper, ReadersIndex

from .eras import MARKS
from .on_postgresql import NAMES

INDEXES = {"readers": (ReadersIndex, "place"), "desk": (DeskIndex, "story_id")}
COLUMNS = ("headline", "names", "about", "body", "marks")
WEIGHTS = {"headline": "A", "names": "B", "about": "C", "body": "D"}
AT_ONCE = 500  # rows in one transaction
NOTHING_YET = 2**63 - 1  # a floor above every row

# What each database calls a language that it knows stems of; of any other, words are as they are.
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "nb": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
PORTER = {"en"}  # SQLite stems English alone
LETTERS = "unicode61 remove_diacritics 2 categories ''L* N* M* Co''"
TOKENS = "asciiword, word, asciihword, hword, hword_asciipart, hword_part"


NO_STEMS = ""  # the desk's index takes words as they are


def languages():
    """The language that each index is to be in."""
    return {"readers": short(Newspaper.current().spoken_language), "desk": NO_STEMS}


def short(code):
    """A language without its country: "de" of "de-at"."""
    return code.partition("-")[0].lower()


def lay(name, language):
    """Begin an index anew in a language; `go_on` does the rest."""
    with transaction.atomic(), connection.cursor() as cursor:
        IndexState.objects.update_or_create(
            name=name, defaults={"language": language, "floor": NOTHING_YET}
        )
        lay_table(cursor, connection.vendor, name, language)


def lay_table(cursor, vendor, name, language):
    """Lay the database's own index of a table; rows that are there already are not in it yet."""
    model, place = INDEXES[name]
    if vendor == "sqlite":
        _lay_on_sqlite(cursor, name, model._meta.db_table, place, language)
    else:
        _lay_on_postgresql(cursor, name, model._meta.db_table, language)


def go_on(name, *, at_once=AT_ONCE):
    """Lay the next rows of an index. Returns how many there were; 0 when all of it is laid."""
    model, place = INDEXES[name]
    table, columns = model._meta.db_table, ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor:
        state = IndexState.objects.select_for_update().filter(name=name).first()
        if state is None or state.floor is None:
            return 0
        below = model.objects.filter(pk__lt=state.floor).order_by("-pk")
        numbers = list(below.values_list("pk", flat=True)[:at_once])
        if numbers:
            rows = f"{place} BETWEEN %s AND %s"
            same = ", ".join(f"{column} = {column}" for column in COLUMNS)
            act = f"UPDATE {table} SET {same} WHERE {rows}"
            if connection.vendor == "sqlite":
                act = (
                    f"INSERT INTO {table}_words (rowid, {columns}) "
                    f"SELECT {place}, {columns} FROM {table} WHERE {rows}"
                )
            cursor.execute(act, [numbers[-1], numbers[0]])
        state.floor = numbers[-1] if numbers else None
        state.save(update_fields=["floor"])
        return len(numbers)


def take_up(cursor, vendor):
    """Take the database's own indexes away; the rows stay."""
    for model, _place in INDEXES.values():
        table = model._meta.db_table
        if vendor == "sqlite":
            _take_up_on_sqlite(cursor, table)
        else:
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS words")
    if vendor == "postgresql":
        cursor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_search")


def _take_up_on_sqlite(cursor, table):
    for act in ("added", "changing", "changed", "deleted"):
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{act}")
    cursor.execute(f"DROP TABLE IF EXISTS {table}_words")


def _lay_on_sqlite(cursor, name, table, place, language):
    """See https://sqlite.org/fts5.html#external_content_tables for the triggers."""
    columns = ", ".join(COLUMNS)
    letters = f"porter {LETTERS}" if language in PORTER else LETTERS
    begins = ", prefix='2 3'" if name == "desk" else ""
    floor = f"coalesce((SELECT floor FROM articles_indexstate WHERE name = '{name}'), -{2**63 - 1})"

    def put(row):
        values = ", ".join(f"{row}.{column}" for column in COLUMNS)
        return f"INSERT INTO {table}_words (rowid, {columns}) VALUES ({row}.{place}, {values});"

    def take(row):
        values = ", ".join(f"{row}.{column}" for column in COLUMNS)
        return (
            f"INSERT INTO {table}_words ({table}_words, rowid, {columns}) "
            f"VALUES ('delete', {row}.{place}, {values});"
        )

    _take_up_on_sqlite(cursor, table)
    cursor.execute(
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', "
        f"content_rowid='{place}', columnsize=0{begins}, tokenize='{letters}')"
    )
    changes = f"UPDATE OF {place}, {columns}"
    for act, moment, row, sql in (
        ("added", "AFTER INSERT", "new", put("new")),
        ("changing", f"BEFORE {changes}", "old", take("old")),
        ("changed", f"AFTER {changes}", "new", put("new")),
        ("deleted", "AFTER DELETE", "old", take("old")),
    ):
        cursor.execute(
            f"CREATE TRIGGER {table}_{act} {moment} ON {table} "
            f"WHEN {row}.{place} >= {floor} BEGIN {sql} END"
        )


def _lay_on_postgresql(cursor, name, table, language):
    configuration = "pg_catalog.simple"
    if name == "readers":
        configuration = "articles_search"
        _configure(cursor, language)
    cursor.execute("SELECT 1 FROM pg_class WHERE relname = %s", [f"{table}_words"])
    if cursor.fetchone():
        return  # what it says of its words follows the configuration, row by row
    words = " || ".join(
        f"setweight(to_tsvector('{configuration}'::regconfig, {column}), '{weight}')"
        for column, weight in WEIGHTS.items()
    )
    cursor.execute(
        f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS "
        f"({words} || to_tsvector('pg_catalog.simple'::regconfig, marks)) STORED"
    )
    lay_index(cursor, name)
    # The words lie apart, so that what a list is made of stays narrow and is read fast.
    cursor.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 128)")


def lay_index(cursor, name):
    """Lay PostgreSQL's index of the words, in place of an earlier one.

    Readers' knows eras as well, and whose names are the writers'. It is written at once (without
    fastupdate): a list of what came lately would be read through by every search.
    """
    table = INDEXES[name][0]._meta.db_table
    keys = f"words, ({MARKS}), ({NAMES})" if name == "readers" else "words"
    cursor.execute(f"DROP INDEX IF EXISTS {table}_words")
    cursor.execute(
        f"CREATE INDEX {table}_words ON {table} USING gin ({keys}) WITH (fastupdate=off)"
    )


def _configure(cursor, language):
    """Our own configuration leaves out no word: "The Who" is a name, too."""
    cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = 'articles_search'")
    if cursor.fetchone() is None:
        cursor.execute(
            "CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = pg_catalog.simple)"
        )
    stems = "simple"
    if snowball := SNOWBALL.get(language):
        stems = f"articles_search_{snowball}"
        cursor.execute("SELECT 1 FROM pg_ts_dict WHERE dictname = %s", [stems])
        if cursor.fetchone() is None:
            cursor.execute(
                f"CREATE TEXT SEARCH DICTIONARY {stems} "
                f"(TEMPLATE = snowball, LANGUAGE = {snowball})"
            )
    cursor.execute(
        f"ALTER TEXT SEARCH CONFIGURATION articles_search ALTER MAPPING FOR {TOKENS} WITH {stems}"
    )
