"""Files in an S3-compatible store, where S3_BUCKET names one: originals, proofs, renditions, logos.

The one rule: nothing in the bucket has an address. Whoever gets a file gets it from us, who ask
first whether they may have it; so the bucket is private. What goes wrong on the way is an OSError,
as it is with a disk: whoever writes or reads a file minds those already.
"""

import shutil
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name


class Objects(S3Storage):
    """One folder of the bucket; a file is there whole or not at all, and the last one stays."""

    @property
    def bucket(self):
        """Of this thread alone: what django-storages keeps for all of them is not made for that."""
        return self.connection.Bucket(self.bucket_name)

    def url(self, name, **options):
        raise ValueError("Files in the bucket have no address.")

    def exists(self, name):
        with trouble_is_an_os_error():
            return super().exists(name)

    def size(self, name):
        with trouble_is_an_os_error():
            return super().size(name)

    def delete(self, name):
        with trouble_is_an_os_error():
            super().delete(name)

    def _open(self, name, mode="rb"):
        """A file that is fetched already, by one question: nothing can go wrong as it is read."""
        with ExitStack() as undo:
            here = undo.enter_context(
                SpooledTemporaryFile(self.max_memory_size, dir=settings.FILE_UPLOAD_TEMP_DIR)
            )
            with trouble_is_an_os_error():
                found = self.bucket.Object(self._normalize_name(clean_name(name))).get()
                shutil.copyfileobj(found["Body"], here)
            here.seek(0)
            undo.pop_all()
        return File(here, name)

    def _save(self, name, content):
        with trouble_is_an_os_error():
            return super()._save(name, content)


@contextmanager
def trouble_is_an_os_error():
    try:
        yield
    except ClientError as refused:
        if refused.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            raise FileNotFoundError(str(refused)) from refused
        raise OSError(str(refused)) from refused
    except (BotoCoreError, Boto3Error) as trouble:
        raise OSError(str(trouble)) from trouble
