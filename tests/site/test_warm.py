"""What a process of the site has in memory: nothing that only pages of others would need."""

import subprocess
import sys
from collections import Counter

from newsroom.templating import tag_libraries
from tests.site.running import ROOT, environment

# What packages of ours lead to and no page of ours needs: each is megabytes, in every process.
NEVER = {"boto3", "docutils", "psycopg", "pygments", "redis", "requests", "rest_framework"}
WHAT_IS_THERE = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import run_checks
from django.forms.renderers import get_default_renderer
from django.template import engines
from django.urls import get_resolver
from django.utils.functional import empty
get_resolver().url_patterns, engines.all(), get_default_renderer().engine, run_checks()
print(*sys.modules, "list-was-read" if staticfiles_storage._wrapped is not empty else "")
"""


def test_each_name_of_tags_leads_to_one_library():
    names = Counter(name for name, _module in tag_libraries())
    assert {"i18n", "newspaper", "replies"} <= set(names)
    assert {name for name, number in names.items() if number > 1} == set()


def test_pages_forms_and_checks_need_nothing_that_only_packages_use(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_THERE],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stdout.split())
    assert {"articles.views", "comments.admin"} <= modules
    assert modules & NEVER == set()
    # Children read it for themselves: when this is imported a new one may be about to be made.
    assert "list-was-read" not in modules
