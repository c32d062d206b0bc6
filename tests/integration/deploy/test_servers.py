"""Each server refuses what an installation's accounts may not do."""

import io

import pymongo
import pytest
from amqp.exceptions import AccessRefused
from kombu import Connection, Exchange, Producer, Queue
from minio import Minio
from minio.error import S3Error
from pymongo.errors import OperationFailure

from deploy.native.installation import Installation


def test_a_service_reads_and_writes_its_own_database_only(servers: Installation) -> None:
    environment = servers.env("documents")
    with pymongo.MongoClient(environment["MONGO_URL"]) as client:
        own = client[environment["MONGO_DB"]]
        with client.start_session() as session, session.start_transaction():
            own.things.insert_one({"_id": 1}, session=session)
        assert own.things.count_documents({}) == 1
        with pytest.raises(OperationFailure, match="not authorized"):
            client[servers.env("consent")["MONGO_DB"]].things.find_one()
    servers.mongo("documents").things.drop()


def test_a_service_publishes_to_its_own_exchange_only(servers: Installation) -> None:
    with Connection(servers.env("documents")["BROKER_URL"]) as connection:
        Producer(connection).publish({}, exchange="documents.events", routing_key="documents.Tested")
        Producer(connection.channel()).publish({}, exchange="consent.events", routing_key="consent.Forged")
        with pytest.raises(AccessRefused):
            connection.drain_events(timeout=120)


def test_a_service_binds_to_others_exchanges_but_reads_no_queue_of_theirs(servers: Installation) -> None:
    with Connection(servers.env("documents")["BROKER_URL"]) as documents:
        exchange = Exchange("consent.events", "topic", passive=True)
        arguments = {"x-queue-type": "quorum"}
        queue = Queue("documents.tested", exchange, "consent.#", queue_arguments=arguments)
        queue(documents.channel()).declare()
    with Connection(servers.env("notifier")["BROKER_URL"]) as notifier, pytest.raises(AccessRefused):
        notifier.channel().basic_get("documents.tested")


def test_the_key_of_a_bucket_opens_no_other(servers: Installation) -> None:
    environment = servers.env("documents")
    store = Minio(environment["S3_ENDPOINT"], environment["S3_ACCESS_KEY"], environment["S3_SECRET_KEY"], secure=False)
    store.put_object(environment["S3_BUCKET"], "proof", io.BytesIO(b"sealed"), 6)
    with store.get_object(environment["S3_BUCKET"], "proof") as answer:
        assert answer.read() == b"sealed"
    store.remove_object(environment["S3_BUCKET"], "proof")
    with pytest.raises(S3Error, match="AccessDenied"):
        store.make_bucket("another-bucket")
    with pytest.raises(S3Error, match="AccessDenied"):
        store.get_object("another-bucket", "proof")
    with pytest.raises(S3Error, match="InvalidAccessKeyId"):
        Minio(environment["S3_ENDPOINT"], "stranger", "stranger", secure=False).list_buckets()
