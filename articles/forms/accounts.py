"""Who signs in at the desk, and the roles they are given."""

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group

from .words import WholeCharacters


class AccountForm(WholeCharacters, UserChangeForm):
    pass


class NewAccountForm(WholeCharacters, AdminUserCreationForm):
    pass


class RoleForm(WholeCharacters, forms.ModelForm):
    class Meta:
        model = Group
        fields = ["name", "permissions"]
