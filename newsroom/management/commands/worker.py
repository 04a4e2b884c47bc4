"""Does the work that waits: pictures, mail, what follows a plan, and the chores of the house."""

import os
import threading

from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker

from newsroom.housekeeping import SECONDS_BETWEEN_BEATS, House

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Does the background work until it is stopped. Any number may run side by side."

    def handle(self, **options):
        stopped = threading.Event()
        chores = threading.Thread(target=self.keep_house, args=[stopped], daemon=True)
        chores.start()
        worker = Worker(
            queue_names=["*"],
            interval=SECONDS_BETWEEN_LOOKS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stopped.set()

    def keep_house(self, stopped):
        house = House()
        house.round()
        while not stopped.wait(SECONDS_BETWEEN_BEATS):
            house.round()
