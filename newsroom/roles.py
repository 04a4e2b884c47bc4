"""Who works here and what each may do: one table, from which the groups are made.

Migrations call `make_groups`; after a change to the table, add one that calls it again.
"""

from enum import StrEnum


class Role(StrEnum):
    REPORTER = "Reporter"
    EDITOR = "Editor"
    CHIEF_EDITOR = "Chief editor"
    PICTURE_EDITOR = "Picture editor"
    MODERATOR = "Moderator"
    PUBLISHER = "Publisher"
    LEGAL = "Legal"


WRITING = (
    "articles.view_story",
    "articles.add_story",
    "articles.change_story",
    "articles.view_picture",
    "articles.add_picture",
    "articles.view_section",
    "articles.view_person",
    "taggit.view_tag",
)

EDITING = (
    *WRITING,
    "articles.delete_story",
    "articles.approve_story",
    "articles.publish_story",
    "articles.share_story",
    "articles.change_picture",
    "articles.add_correction",
    "articles.view_correction",
    "articles.view_frontedition",
    "articles.change_frontedition",
    "comments.view_houserules",
    "comments.change_houserules",
    "taggit.add_tag",
    "taggit.change_tag",
    "taggit.delete_tag",
)

ROLES = {
    Role.REPORTER: WRITING,
    Role.EDITOR: EDITING,
    Role.CHIEF_EDITOR: (
        *EDITING,
        "articles.override_readiness",
        "articles.break_embargo",
        "articles.block_picture",
        "articles.kill_story",
    ),
    Role.LEGAL: (
        "articles.view_story",
        "articles.view_picture",
        "articles.view_sealedcopy",
    ),
    Role.PICTURE_EDITOR: (
        "articles.view_story",
        "articles.view_picture",
        "articles.add_picture",
        "articles.change_picture",
        "articles.delete_picture",
        "articles.block_picture",
    ),
    Role.MODERATOR: (
        "comments.view_reply",
        "comments.moderate_reply",
        "comments.view_decision",
        "comments.view_houserules",
        "django_comments.can_moderate",
    ),
    Role.PUBLISHER: (
        "articles.view_newspaper",
        "articles.change_newspaper",
        *(
            f"articles.{verb}_{noun}"
            for noun in ("section", "person")
            for verb in ("view", "add", "change", "delete")
        ),
        *(f"auth.{verb}_user" for verb in ("view", "add", "change")),
        "auth.view_group",
    ),
}


def make_groups(group_model, permission_model):
    """Make the groups of the table, each with exactly its permissions.

    Takes the two models, so that a migration can pass its own. Raises LookupError naming a
    permission that does not exist.
    """
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in permission_model.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role, permissions in ROLES.items():
        if missing := [name for name in permissions if name not in known]:
            raise LookupError(f"The role {role} names unknown permissions: {', '.join(missing)}")
        group, _created = group_model.objects.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in permissions)
