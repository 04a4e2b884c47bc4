"""Accounts: the publisher gives out roles, and can neither become nor touch a superuser.

Nobody gives a role to themselves, and nobody's password is set behind their back.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from articles import mailing
from articles.background import background, defer
from articles.forms import AccountForm, NewAccountForm, RoleForm
from articles.models import Newspaper, name_of

from .desk import DeskAdmin

User = get_user_model()
admin.site.unregister(User)
admin.site.unregister(Group)

STANDING = ["is_active", "is_staff", "groups"]  # of one's own account only somebody else may change


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    form = RoleForm

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Roles"), **(extra_context or {})})


class RoleFilter(admin.RelatedFieldListFilter):
    """Accounts of one role, or of none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("role")
        self.empty_value_display = _("No role yet")


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff"]
    list_filter = [("groups", RoleFilter), "is_active"]
    filter_horizontal = ["user_permissions"]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "usable_password", "password1", "password2", "is_staff"],
            },
        )
    ]
    readonly_fields = ["last_login", "date_joined"]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Accounts"), **(extra_context or {})})

    def render_change_form(self, request, context, *args, **kwargs):
        account = kwargs.get("obj")
        context |= {"title": name_of(account) if account else _("A new account"), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "label": _("Roles"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "is_staff":
            field.label = _("May sign in at the desk")
            field.help_text = _("What they may do there is said by their roles.")
        return field

    def get_changeform_initial_data(self, request):
        """A new account is made for somebody who is to sign in at the desk."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request, obj=None):
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        standing = {"fields": STANDING}
        if obj == request.user:
            standing["description"] = _(
                "Nobody gives roles to themselves: another publisher can change this."
            )
        return [
            (None, {"fields": ["username", "password"]}),
            (_("Who this is"), {"fields": ["first_name", "last_name", "email"]}),
            (_("What they may do"), standing),
            (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        is_own = obj is not None and obj == request.user and not obj.is_superuser
        return [*self.readonly_fields, *(STANDING if is_own else [])]

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """The stock screen, which notes a new password in the log; the account's owner is told."""
        account = self.get_object(request, unquote(id))
        response = super().user_change_password(request, id, form_url)
        is_new = User.objects.exclude(password=account.password).filter(pk=account.pk).exists()
        if is_new and account != request.user:
            defer(tell_of_new_password, account.pk, request.user.pk)
        return response


@background(attempts=8)
def tell_of_new_password(account_id, by_id):
    """Mail the owner of an account that somebody else has set its password, and who."""
    account = User.objects.filter(pk=account_id).first()
    if account is None or not account.email:
        return

    def words():
        paper = Newspaper.current()
        return {
            "subject": _("A new password for your account at %(paper)s") % {"paper": paper.name},
            "account": account,
            "by": name_of(User.objects.filter(pk=by_id).first()),
            "paper": paper,
        }

    mailing.send("admin/mail/new_password", to=account.email, words=words)
