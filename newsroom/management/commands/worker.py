"""Does the work that waits: pictures, mail, what follows a plan, and the chores of the house."""

import logging
import os
import threading

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from articles import background, bell, page_cache
from newsroom import memory
from newsroom.housekeeping import SECONDS_BETWEEN_BEATS, House

SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_PATIENCE = 5  # with a database that is gone, or a disk that is full

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does the background work until it is stopped. Any number may run side by side."

    def handle(self, **options):
        memory.give_back_large_blocks()
        stopped = threading.Event()
        chores = threading.Thread(target=self.keep_house, args=[stopped], daemon=True)
        chores.start()
        page_cache.keep_true()
        try:
            while not self.work_off():
                stopped.wait(SECONDS_OF_PATIENCE)
        finally:
            stopped.set()

    def work_off(self):
        """Work until somebody stops us; False where the database could not be used meanwhile.

        The queue's own worker does what waits and ends; we wait for more, or for the bell. It ends,
        too, when it cannot write down how a task went: the work is still there when there is room
        again.
        """
        worker = Worker(
            queue_names=["*"],
            interval=SECONDS_BETWEEN_LOOKS,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"worker-{os.getpid()}",
            excluded_queue_names=[],
        )
        worker.configure_signals()
        listener = bell.Listener(background.TASKS)
        try:
            worker.run()
            while worker.running:
                listener.wait(SECONDS_BETWEEN_LOOKS)
                worker.run()
        except Error:
            logger.exception("The database cannot be used; the work waits")
            close_old_connections()
            return False
        finally:
            listener.close()
        return True

    def keep_house(self, stopped):
        house = House()
        house.round()
        while not stopped.wait(SECONDS_BETWEEN_BEATS):
            house.round()
