"""People on a platform under test: imported, invited, activated and logged in through the real interfaces."""

import json
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ed25519
from jwt.algorithms import OKPAlgorithm

from deploy.demo.extraction import extraction
from deploy.demo.files import pdf
from deploy.demo.people import InsuredPerson, child_of, insured_person
from deploy.demo.professionals import PROFESSIONS, Professional, professional
from deploy.native.installation import Installation
from tests.support import commands
from tests.support.api import Api
from tests.support.mailbox import Mailbox, login_code, provisional_code

INVITATION = "Votre service Mon espace santé a été créé"
LOGIN_CODE = "code d'accès"
PASSWORD = "Tournesol-42-lavande"


def fresh_person(**overrides: Any) -> InsuredPerson:
    """Somebody no other test knows, reached by e-mail."""
    return insured_person(_number(_PERSONS), **{"email": f"p{secrets.token_hex(6)}@courriel.example", **overrides})


# How many different ones there are: of cards, and of RPPS numbers in the test range.
_PERSONS, _PROFESSIONALS = 3_000_000_000, 10_000_000


def _number(of: int) -> int:
    # Tests run side by side and against installations that last: a counter would meet itself.
    return 10_000 + secrets.randbelow(of - 10_000)


def until(holds: Callable[[], Any], seconds: float = 180, every: float = 0.05) -> Any:
    """The first true value of `holds`; projections follow events, so tests wait for them."""
    end = time.monotonic() + seconds
    while not (value := holds()):
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s")
        time.sleep(every)
    return value


def registry_line(person: InsuredPerson) -> str:
    """The person as a line of the insurer's NDJSON file."""
    return json.dumps(asdict(person), default=str)


@dataclass
class Account:
    """Someone with a login, and the API as they see it."""

    identifier: str
    email: str
    api: Api
    password: str = PASSWORD


@dataclass
class Patient(Account):
    """A person whose space is open."""

    person: InsuredPerson = field(kw_only=True)
    record: str = field(kw_only=True)

    @property
    def here(self) -> dict[str, str]:
        """Path parameters of the person's own record."""
        return {"record": self.record}

    def deposit(self, api: Api | None = None, content: bytes | None = None, **fields: str) -> dict[str, Any]:
        """Deposit a document in this record, as the patient unless another's API is given.

        For a professional the service may not be sure of their rights at the first try.
        """
        form = {"title": "Ordonnance du 3 mars", "document_date": "2026-03-03", **fields}
        if api is None and "type" not in form:
            form.setdefault("section", "ORD_SOIN")
        content = content or pdf("Ordonnance", "Cabinet des Tilleuls", ["Paracétamol 1 g"])
        sent: dict[str, Any] = {
            "path": self.here,
            "form": form,
            "files": {"file": ("piece.pdf", content, "application/pdf")},
            "headers": {"Idempotency-Key": secrets.token_urlsafe(16)},
        }

        def answer() -> Any:
            given = (api or self.api).call("depositDocument", expect=201 if api is None else (201, 503), **sent)
            return given if given.status_code == 201 else None

        deposited: dict[str, Any] = until(answer).json()
        return deposited

    def acts(self) -> set[str]:
        """What the newest page of the record's history says that others did."""
        told = self.api.call("listHistory", expect=200, path=self.here).json()["items"]
        return {entry["action"] for entry in told}

    def document(self, document: str) -> dict[str, str]:
        """Path parameters of one of this record's documents."""
        return {"record": self.record, "document": document}


@dataclass
class Carer(Account):
    """A professional with a login."""

    entry: Professional = field(kw_only=True)
    id: str = field(kw_only=True)

    def declares_care_of(self, patient: Patient) -> None:
        """Open access to a record on the declared agreement of the patient; every enforcement point has applied it."""
        body = {"ground": "care", "patient_agreed": True}

        def applied() -> bool:
            answer = self.api.call("declareCare", expect=(200, 201, 202, 404, 503), path=patient.here, body=body)
            return answer.status_code in (200, 201)

        until(applied)


def _let_in(child: Patient) -> None:
    """Wait until services know who represents the child: each hears of it by itself."""

    def answers(asked: str) -> bool:
        return child.api.call(asked, expect=(200, 404, 503), path=child.here).status_code == 200

    for operation in ("listProfessionals", "listConversations", "listDocuments"):
        until(partial(answers, operation))


@dataclass
class Software:
    """Software of an organisation, with its key and a token."""

    organisation: str
    client: str
    key: ed25519.Ed25519PrivateKey
    api: Api

    def new_token(self) -> str:
        """A token for every scope registered; it lives five minutes."""
        at = int(time.time())
        said = {"iss": self.client, "sub": self.client, "aud": self.audience, "jti": secrets.token_hex(12)}
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": jwt.encode({**said, "iat": at, "exp": at + 60}, self.key, algorithm="EdDSA"),
        }
        return str(self.api.call("issueMachineToken", expect=200, form=form).json()["access_token"])

    @property
    def audience(self) -> str:
        """The issuer that the platform names itself."""
        return str(self.api.call("describeAuthorizationServer", expect=200).json()["issuer"])


class Platform:
    """An installation with a mailbox, and ways to bring people to life on it."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.anyone = Api(installation.url, str(installation.ca))
        self.mailbox = Mailbox(installation.mail_url)
        self.kept: dict[str, Any] = {}

    def register(self, *people: InsuredPerson, invite: bool = True) -> None:
        """Import people from an insurer's file, by the operator's command, and invite them."""
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
            file.write("\n".join(map(registry_line, people)) + "\n")
            file.flush()
            self.command("import-insured", file.name, *(["--invite"] if invite else []))

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run an operator command of identity and return what it printed."""
        return commands.of("identity").run(self.installation.env("identity"), arguments, stdin)

    def provisional_code(self, person: InsuredPerson) -> str:
        """The code of the newest invitation."""
        return provisional_code(self.mailbox.wait(str(person.email), INVITATION))

    def identify(self, person: InsuredPerson, code: str | None = None) -> dict[str, Any]:
        """Code, social-security number and card: the ticket to the choice."""
        body = {"code": code or self.provisional_code(person), "nir": person.nir, "vitale_serial": person.vitale_serial}
        identified: dict[str, Any] = self.anyone.call("identify", expect=200, body=body).json()
        return identified

    def activate(self, person: InsuredPerson, identifier: str, ticket: str | None = None) -> str:
        """Open the space; its record id."""
        body = {
            "ticket": ticket or self.identify(person)["ticket"],
            "contact": {"email": person.email, "mobile": person.mobile},
            "code_channel": "email",
            "identifier": identifier,
            "password": PASSWORD,
        }
        return str(self.anyone.call("activate", expect=201, body=body).json()["record"])

    def patient(self, person: InsuredPerson | None = None, **overrides: Any) -> Patient:
        """A person whose space is open and who is logged in; the vault knows the record."""
        person = person or fresh_person(**overrides)
        self.register(person)
        identifier = f"p.{secrets.token_hex(6)}"
        record = self.activate(person, identifier)
        api = self.log_in(identifier, str(person.email))
        until(lambda: api.call("listDocuments", expect=(200, 404, 503), path={"record": record}).status_code == 200)
        return Patient(identifier, str(person.email), api, person=person, record=record)

    def parent(self) -> tuple[Patient, InsuredPerson]:
        """An adult whose space is open, and a minor whom the insurer attaches to them.

        Mother and son: no given name is of both sexes, so that a screen never shows two people by one name.
        """
        adult = fresh_person(sex="F")
        born = datetime.now(UTC).date() - timedelta(days=365 * 9 + secrets.randbelow(300))
        minor = child_of(adult, fresh_person(sex="M", family_name=adult.family_name, birth_date=born))
        self.register(minor, invite=False)
        return self.patient(replace(adult, children=(minor.nir,))), minor

    def opened_for(self, parent: Patient, minor: InsuredPerson) -> Patient:
        """The profile of a child the parent adds, in the hands of that parent; the vault knows it."""
        proposed = parent.api.call("listProposedChildren", expect=200).json()["children"]
        (record,) = [each["record"] for each in proposed if each["given_name"] == minor.given_name]
        body = {"children": [record], "certified": True}
        parent.api.call("addChildren", expect=201, body=body)
        child = self.held_by(parent, minor, record)
        _let_in(child)
        return child

    def shared(self, child: Patient, second: Patient) -> Patient:
        """The child's profile in the hands of a second representative, who accepted; the vault knows it."""
        asked = {
            "family_name": second.person.family_name,
            "given_name": second.person.given_name,
            "birth_date": str(second.person.birth_date),
            "certified": True,
        }
        child.api.call("inviteSecondRepresentative", expect=202, path=child.here, body=asked)
        listed = until(lambda: second.api.call("listInvitations", expect=200).json()["invitations"])
        path = {"invitation": listed[0]["id"]}
        second.api.call("acceptInvitation", expect=201, path=path, body={"certified": True})
        shared = self.held_by(second, child.person, child.record)
        _let_in(shared)
        return shared

    def held_by(self, parent: Patient, minor: InsuredPerson, record: str) -> Patient:
        """A child's profile as a representative reaches it."""
        return Patient(parent.identifier, parent.email, parent.api, person=minor, record=record)

    def professional(self, profession: str = "G15_10", **overrides: Any) -> Carer:
        """A professional of the directory who is logged in."""
        kind = next(known for known in PROFESSIONS if known.code == profession)
        email = f"ps{secrets.token_hex(6)}@pro.example"
        entry = professional(_number(_PROFESSIONALS), kind, **{"email": email, **overrides})
        identifier = f"ps.{secrets.token_hex(6)}"
        self.operate("import-professionals", extraction([entry]))
        login = {"rpps": entry.rpps, "email": entry.email, "mobile": entry.mobile, "identifier": identifier}
        self.operate("open-logins", json.dumps(login))
        self.command("set-password", identifier, stdin=PASSWORD + "\n")
        api = self.log_in(identifier, entry.email, space="professional")
        return Carer(identifier, entry.email, api, entry=entry, id=api.call("whoAmI", expect=200).json()["id"])

    def operate(self, command: str, content: str) -> None:
        """Give an operator command of identity a file with this content."""
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(content)
            file.flush()
            self.command(command, file.name)

    def operator(self) -> Account:
        """An operator who is logged in."""
        return self._staff("create-operator")

    def agent(self) -> Account:
        """An agent of the 3422 who is logged in."""
        return self._staff("create-agent")

    def _staff(self, command: str) -> Account:
        identifier, email = f"op.{secrets.token_hex(6)}", f"op{secrets.token_hex(6)}@ops.example"
        self.command(command, identifier, "--email", email, stdin=PASSWORD + "\n")
        return Account(identifier, email, self.log_in(identifier, email, space="operator"))

    def software(self, *scopes: str, name: str = "CH des Marronniers", kind: str = "hospital") -> Software:
        """Software of a newly registered organisation, holding a token for these scopes (all unless told)."""
        number = f"{secrets.randbelow(10**14):014d}"
        organisation = self.command("list-organisation", "--siret", number, "--name", name, "--kind", kind).strip()
        asked = scopes or ("documents:deposit", "documents:read-own", "identity:match")
        key = ed25519.Ed25519PrivateKey.generate()
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"keys": [OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)]}, file)
            file.flush()
            flags = [part for scope in asked for part in ("--scope", scope)]
            register = ("register-machine", organisation, "--label", "Logiciel", *flags, "--keys", file.name)
            client = self.command(*register).strip()
        software = Software(organisation, client, key, self.anyone.holding(None))
        software.api.token = software.new_token()
        return software

    def log_in(self, identifier: str, email: str, *, space: str = "patient", password: str = PASSWORD) -> Api:
        """Both factors; the API of the one who is in, with the session's cookie."""
        api = self.anyone.holding(None)
        call = self._both_factors(api, identifier, email, space, password)
        api.token = api.call("finishLogin", expect=201, **call).json()["access_token"]
        return api

    def log_in_to_closed(self, patient: Patient) -> dict[str, Any]:
        """Both factors of somebody whose profile is closed: no session, but a ticket to come back."""
        api = self.anyone.holding(None)
        call = self._both_factors(api, patient.identifier, patient.email, "patient", patient.password)
        answer: dict[str, Any] = api.call("finishLogin", expect=200, **call).json()
        return answer

    def _both_factors(self, api: Api, identifier: str, email: str, space: str, password: str) -> dict[str, Any]:
        body = {"identifier": identifier, "password": password, "space": space}
        login = api.call("startLogin", expect=201, body=body).json()["login"]
        already = self._codes_sent(email)
        api.call("sendLoginCode", expect=202, path={"login": login}, body={"channel": "email"})
        code = login_code(self.mailbox.wait(email, LOGIN_CODE, count=already + 1))
        return {"path": {"login": login}, "body": {"code": code}}

    def proof(self, account: Account) -> dict[str, str]:
        """Both factors again, in the middle of a session: what an act that matters asks for."""
        body = {"password": account.password}
        confirmation = account.api.call("startConfirmation", expect=201, body=body).json()["confirmation"]
        already = self._codes_sent(account.email)
        path = {"confirmation": confirmation}
        account.api.call("sendConfirmationCode", expect=202, path=path, body={"channel": "email"})
        code = login_code(self.mailbox.wait(account.email, LOGIN_CODE, count=already + 1))
        return {"confirmation": confirmation, "code": code}

    def _codes_sent(self, email: str) -> int:
        return len([mail for mail in self.mailbox.to(email) if LOGIN_CODE in mail["subject"]])

    def forget(self, *patients: Patient) -> None:
        """Erase records everywhere, mails too."""
        for patient in patients:
            self.command("forget-record", patient.record, "--wait", "60")
            self.mailbox.forget(patient.email)

    def dismiss(self, *accounts: Account) -> None:
        """Remove the logins of professionals and operators made for a test, their mails too."""
        for account in accounts:
            self.command("remove-account", account.identifier)
            self.mailbox.forget(account.email)
