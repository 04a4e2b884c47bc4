"""What somebody is told where the database does not answer, and where we made a mistake."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def answer_where(error):
    def fail(*_asked):
        raise error

    with connection.execute_wrapper(fail):
        return Client(raise_request_exception=False).get("/search/?q=ferry")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_worth_coming_back_for(error):
    answer = answer_where(error("server closed the connection unexpectedly"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert answer["Cache-Control"] == "no-store"
    assert "Back in a moment" in answer.text
    assert "closed the connection" not in answer.text


def test_a_mistake_of_ours_is_no_outage():
    answer = answer_where(ValueError("nobody thought of that"))
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "Something broke on our side" in answer.text
