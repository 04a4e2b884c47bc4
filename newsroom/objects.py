"""Files in an S3-compatible store, where S3_BUCKET names one: originals, proofs, renditions, logos.

The one rule: nothing in the bucket has an address. Whoever gets a file gets it from us, who ask
first whether they may have it; so the bucket is private. What goes wrong on the way is an OSError,
as it is with a disk: whoever writes or reads a file minds those already.
"""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage


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
        """Open a file that is fetched already, so that nothing can go wrong while it is read."""
        with trouble_is_an_os_error():
            opened = super()._open(name, mode)
            opened.open()
            return opened

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
