"""The triggers by which the database says what changed that pages show.

The rule: whatever changes a row that readers see is told in the same transaction, whoever changes
it and by whichever door: a verb, a bulk update, a command, a hand at the database. Laid after every
migration, since SQLite forgets the triggers of a table that it makes anew.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

from articles.models import PageChange

ACTS = ("insert", "update", "delete")
PREFIX = "tells_pages_of_"
CHANNEL = "newsroom_pages"  # PostgreSQL calls whoever listens here when the transaction is there


@dataclass(frozen=True)
class Told:
    """What is said when rows of a table change.

    Args:
        names: SQL for each name; `{row}` stands for the row, before and after.
        lists: SQL for the names of lists that the row is in at its moment, `published_at`.
        of: the columns whose change is told; all where it is empty.
        acts: what is told at all.
        where: SQL, which rows are spoken of; all where it is empty.
        select: SQL of a SELECT that finds further names.
    """

    table: str
    names: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    acts: tuple[str, ...] = ACTS
    where: str = ""
    select: str = ""


SITE = ("'site'",)  # everything: what stands on every page, and what changes once in a blue moon

TELLING = (
    Told("articles_newspaper", SITE),
    Told("articles_section", SITE),
    Told("articles_person", SITE, acts=("update", "delete")),
    Told("articles_person", SITE, acts=("insert",), where="{row}.role <> ''"),  # of the house
    Told("taggit_tag", SITE, acts=("update", "delete")),
    Told("articles_topicpage", SITE),
    Told(
        "articles_publishedstory",
        ("'story:' || {row}.story_id",),
        lists=("'all'", "'section:' || {row}.section_id"),
        # What it is alike to shows it as soon as readers may see it.
        select="SELECT 'alike:' || story_id FROM articles_likeness WHERE alike_id = {row}.story_id",
    ),
    Told(
        "articles_publishedtopic",
        ("'story:' || {row}.content_object_id",),
        lists=("'topic:' || {row}.tag_id",),
    ),
    Told(
        "articles_publishedbyline",
        ("'story:' || {row}.published_id",),
        lists=("'person:' || {row}.person_id",),
    ),
    Told("articles_likeness", ("'alike:' || {row}.story_id",)),
    Told("articles_correction", ("'story:' || {row}.story_id", "'corrections'")),
    Told("articles_publishedversion", ("'history:' || {row}.story_id",)),
    Told("articles_frontplace", ("'front'",)),
    Told("articles_frontedition", ("'front'",)),
    Told(
        "articles_frontedition",
        SITE,
        where="{row}.goes_live_at IS NOT NULL AND NOT {row}.keeps_strip",
    ),
    Told("articles_picture", ("'picture:' || {row}.id",), acts=("update", "delete")),
    Told("articles_picturecrop", ("'picture:' || {row}.picture_id",)),
    Told("articles_embed", ("'embeds'",)),
    Told("articles_mostread", ("'most-read'",)),
    Told("articles_publishedmonth", ("'months'",)),
)


def lay(telling):
    """Lay the triggers of some tables; those that are there as they should be are left alone."""
    with connection.cursor() as cursor:
        there = _there(cursor)
        for name, told, act in _triggers(telling):
            sql = _sql(name, told, act)
            if there.get(name) != sql:
                _take_up_one(cursor, name)
                _lay_one(cursor, name, told, act, sql)


def take_up(telling):
    with connection.cursor() as cursor:
        for name, _told, _act in _triggers(telling):
            _take_up_one(cursor, name)


def lay_after_migrations(telling, *, of):
    """Lay the triggers after the migrations of an app, whose AppConfig is `of`.

    Before, they are taken up: they would stand in the way of tables that change.
    """

    def before(*, plan, **_told):
        if plan:
            take_up(telling)

    def after(*, plan, **_told):
        if PageChange._meta.db_table in connection.introspection.table_names():
            lay(telling)
            if plan:
                tell("site")

    pre_migrate.connect(before, sender=of, weak=False)
    post_migrate.connect(after, sender=of, weak=False)


@contextmanager
def silently(*tellings):
    """Within it nothing is told; at its end, that everything may have changed.

    For whoever writes rows by the million.
    """
    for telling in tellings:
        take_up(telling)
    try:
        yield
    finally:
        for telling in tellings:
            lay(telling)
        tell("site")


def tell(*names):
    """Say by hand that what has these names changed."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(_insert("SELECT %s AS name"), [name])


def _triggers(telling):
    for number, told in enumerate(telling):
        for act in told.acts:
            yield f"{PREFIX}{told.table}_{number}_{act}", told, act


def _there(cursor):
    """The triggers there are: their SQL by their names."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(
            "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal"
        )
    return dict(cursor.fetchall())


def _sql(name, told, act):
    """What the database shows of a trigger: all of it on SQLite, its function on PostgreSQL."""
    tells = _insert(_union(told, _rows(act)))
    if connection.vendor == "sqlite":
        return f"CREATE TRIGGER {name} AFTER {_when(act, told)} ON {told.table} BEGIN {tells}; END"
    return f"/* {_when(act, told)} */ BEGIN {tells}; NOTIFY {CHANNEL}; RETURN NULL; END"


def _lay_one(cursor, name, told, act, sql):
    if connection.vendor == "sqlite":
        cursor.execute(sql)
        return
    cursor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${sql}$$")
    cursor.execute(
        f"CREATE TRIGGER {name} AFTER {_when(act, told)} ON {told.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _take_up_one(cursor, name):
    if connection.vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")


def _when(act, told):
    return f"UPDATE OF {', '.join(told.of)}" if act == "update" and told.of else act.upper()


def _rows(act):
    return {"insert": ("new",), "delete": ("old",), "update": ("old", "new")}[act]


def _union(told, rows):
    """The names that some rows make, each once."""
    parts = []
    for row in rows:
        where = f" WHERE {told.where.format(row=row)}" if told.where else ""
        names = [name.format(row=row) for name in told.names]
        for name in told.lists:
            whole = name.format(row=row)
            names += [whole, *(f"{whole} || '@' || {part}" for part in _parts_of_time(row))]
        parts += [f"SELECT {name} AS name{where}" for name in names]
        if told.select:
            parts.append(told.select.format(row=row))
    return " UNION ".join(parts)


def _parts_of_time(row):
    """Month, day and hour of a row's moment, as `dependence.names_of_list` writes them."""
    if connection.vendor == "sqlite":
        return [f"substr({row}.published_at, 1, {letters})" for letters in (7, 10, 13)]
    moment = f"{row}.published_at AT TIME ZONE 'UTC'"
    return [f"to_char({moment}, '{form}')" for form in ("YYYY-MM", "YYYY-MM-DD", "YYYY-MM-DD HH24")]


def _insert(names):
    now, transaction = "now()", "pg_current_xact_id()::text::bigint"
    if connection.vendor == "sqlite":
        now, transaction = "strftime('%Y-%m-%d %H:%M:%f', 'now')", "NULL"
    return (
        "INSERT INTO articles_pagechange (name, at, made_in) "
        f"SELECT name, {now}, {transaction} FROM ({names}) AS told WHERE name IS NOT NULL"
    )
