"""How software of an organisation gets an access token; needs only `pyjwt[crypto]` and the standard library.

python machine_token.py new-key my-key.pem > jwks.json      # the public key, to be registered by the operator
python machine_token.py token https://mes.example mac_… my-key.pem [--scope documents:deposit] [--ca ca.pem]
"""

import argparse
import json
import secrets
import ssl
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def new_key(asked: argparse.Namespace) -> None:
    """Write a private key (PEM) for this machine alone and print its public key set."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    asked.key.touch(mode=0o600)
    asked.key.write_bytes(pem)
    print(json.dumps({"keys": [OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)]}))


def token(asked: argparse.Namespace) -> None:
    """Ask for a token and print the answer."""
    trust = ssl.create_default_context(cafile=asked.ca)
    server = _read(urllib.request.Request(f"{asked.platform}/.well-known/oauth-authorization-server"), trust)
    now = int(time.time())
    claims = {"iss": asked.client, "sub": asked.client, "aud": server["issuer"], "iat": now, "exp": now + 60}
    key = serialization.load_pem_private_key(asked.key.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": jwt.encode(claims | {"jti": secrets.token_urlsafe(16)}, key, algorithm="EdDSA"),
    }
    if asked.scope:
        form["scope"] = asked.scope
    request = urllib.request.Request(server["token_endpoint"], urllib.parse.urlencode(form).encode())
    print(json.dumps(_read(request, trust)))


def _read(request: urllib.request.Request, trust: ssl.SSLContext) -> dict[str, Any]:
    with urllib.request.urlopen(request, context=trust, timeout=10) as answer:
        read: dict[str, Any] = json.load(answer)
        return read


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("new-key")
    make.add_argument("key", type=Path)
    make.set_defaults(run=new_key)
    ask = commands.add_parser("token")
    ask.add_argument("platform")
    ask.add_argument("client")
    ask.add_argument("key", type=Path)
    ask.add_argument("--scope")
    ask.add_argument("--ca", help="certificate authority of the platform, when the system does not know it")
    ask.set_defaults(run=token)
    arguments = parser.parse_args()
    arguments.run(arguments)
