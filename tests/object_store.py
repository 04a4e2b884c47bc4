"""An S3 server on this machine, spoken to over HTTP: moto's, with a bucket of a test's own.

TESTS_S3 names the address of another one, which takes the keys "key" and "secret", such as Ceph's
radosgw: see docs/decisions/0028-more-than-one-machine.md.
"""

import logging
import os
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from newsroom import env

BUCKET = "paper"


class Store:
    """The server, and what whoever holds the keys sees of the bucket."""

    def __init__(self, address):
        self.address = address
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
        self.client = boto3.client("s3", endpoint_url=self.address, region_name="us-east-1", **keys)
        self.client.create_bucket(Bucket=BUCKET)

    def names(self, folder=""):
        """The names of what is kept below a folder."""
        listed = self.client.list_objects_v2(Bucket=BUCKET, Prefix=folder).get("Contents", [])
        return sorted(one["Key"] for one in listed)

    def read(self, name):
        return self.client.get_object(Bucket=BUCKET, Key=name)["Body"].read()

    def delete(self, name):
        self.client.delete_object(Bucket=BUCKET, Key=name)

    def empty(self):
        for name in self.names():
            self.delete(name)

    def storages(self, aliases):
        """Django's description of storages in the bucket, as the settings make it."""
        options = env.object_store(
            address=self.address,
            region="us-east-1",
            access_key="key",
            secret_key="secret",
            addressing="path",
        )
        return {
            alias: {
                "BACKEND": "newsroom.objects.Objects",
                "OPTIONS": {**options, "bucket_name": BUCKET, "location": alias},
            }
            for alias in aliases
        }


@contextmanager
def object_store():
    if other := os.environ.get("TESTS_S3"):
        store = Store(other)
        store.empty()
        yield store
        return
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line for each question
    try:
        host, port = server.get_host_and_port()
        yield Store(f"http://{host}:{port}")
    finally:
        server.stop()
