"""`python -m deploy.provision.servers`: users and rights at mongod and RabbitMQ, for the containers.

It shares the network of mongod, for the first user of a database server may only be made from the server's own
loopback. Users and passwords are those that the services' addresses name (`<SERVICE>_MONGO_URL`,
`<SERVICE>_BROKER_URL`). To be run at every start: what exists is brought into line.
"""

import http.client
import os
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from pymongo.errors import PyMongoError
from pymongo.uri_parser import parse_uri

from deploy.provision import broker, databases
from deploy.provision.asked import told, wait

MEMBER = "mongod:27017"
LOOPBACK = "127.0.0.1:27017"


def main() -> None:
    """Provision both. Exits with what is missing; raises TimeoutError when a server does not come up."""
    services = os.environ.get("SERVICES", "").split()
    mongo = [f"{service.upper()}_MONGO_URL" for service in services]
    amqp = [f"{service.upper()}_BROKER_URL" for service in services]
    found = told([*mongo, *amqp, "MONGO_ADMIN_PASSWORD", "BROKER_ADMIN_PASSWORD"])
    provision_databases([found[name] for name in mongo], found["MONGO_ADMIN_PASSWORD"])
    console = broker.Console("rabbitmq", 15672, found["BROKER_ADMIN_PASSWORD"])
    provision_broker([found[name] for name in amqp], console)
    print(f"accounts at the servers: {', '.join(services)}")


def provision_databases(urls: Iterable[str], admin_password: str) -> None:
    """A database for each connection string, with the user it names."""
    with databases.Client(f"mongodb://{LOOPBACK}/?directConnection=true", serverSelectionTimeoutMS=2000) as client:
        wait(lambda: databases.is_primary(client, MEMBER), PyMongoError)
        databases.create_admin(client, admin_password)
    with databases.admin(MEMBER, admin_password) as client:
        for url in urls:
            named = parse_uri(url)
            databases.grant(client, named["options"]["authSource"], named["username"], named["password"])


def provision_broker(urls: Iterable[str], console: broker.Console) -> None:
    """A user for each AMQP address, with its rights in the vhost it names."""
    vhosts: dict[str, dict[str, str]] = {}
    for url in urls:
        named = urlsplit(url)
        vhosts.setdefault(unquote(named.path[1:]), {})[unquote(named.username or "")] = unquote(named.password or "")

    def answers() -> bool:
        console.ask("GET", "/health/checks/local-alarms")
        return True

    wait(answers, OSError, http.client.HTTPException, broker.BrokerRefused)
    for vhost, passwords in vhosts.items():
        broker.grant(console, vhost, passwords)


if __name__ == "__main__":
    main()
