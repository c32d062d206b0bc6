"""The load: everything through the same doors as everybody, in steps that are done once.

A step that was finished is written down and not done again, so that an interrupted load goes on where
it stopped. Deposits carry a key of their own besides: one that was cut off is made once.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.demo.documents import DemoDocument, demo_documents
from deploy.demo.extraction import extraction
from deploy.demo.letters import DemoLetter, demo_letters
from deploy.demo.people import Family, InsuredPerson, population, story_families
from deploy.demo.platform import Platform, PlatformRefused, Session, form
from deploy.demo.professionals import Professional, professionals
from deploy.demo.profiles import demo_entries, nothing_to_declare
from deploy.demo.registry import insured_lines, login_lines

# Fictional people's passwords, printed at the end of `make up`: they guard nothing.
PATIENT_PASSWORD = "Soleil-Levant-26"  # noqa: S105
PROFESSIONAL_PASSWORD = "Blouse-Blanche-26"  # noqa: S105
OPERATOR_PASSWORD = "Registre-National-26"  # noqa: S105
OPERATOR = "operateur.demo"
# Two, since corrections take four eyes.
AGENTS = ("conseil.ada", "conseil.basile")
AGENT_PASSWORD = "Assistance-3422-demo"  # noqa: S105
OPERATOR_EMAIL = "operateur@espace-sante.example"
STEPS = "demo-steps.json"  # in the state folder: what is done
NOT_ACTIVATED = "helene.kowalski"  # invited, for whoever wants to play the activation

_Step = Callable[[], None]


class Journal:
    """The steps already done, kept in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []

    def once(self, step: str, work: _Step) -> None:
        """Do `work` unless it was done before."""
        if step in self._done:
            return
        work()
        self._done.append(step)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._done), "utf-8")
        beside.replace(self._path)


class Load:
    """The whole load on one platform."""

    def __init__(self, platform: Platform, journal: Journal, size: int = 1_000) -> None:
        self._platform, self._journal = platform, journal
        self._families = population(size)
        self._story = story_families()
        self._professionals = professionals()
        self._documents = demo_documents()

    def steps(self) -> list[tuple[str, _Step]]:
        """All steps with a sentence each, in order; each may be run again."""
        found: list[tuple[str, _Step]] = [
            ("60 professionals", lambda: self._once("professionals", self._import_professionals)),
            ("their passwords, an operator", lambda: self._once("accounts", self._create_accounts)),
            ("two agents of the 3422", lambda: self._once("agents", self._create_agents)),
            ("invited families", lambda: self._once("invited", lambda: self._import(self._story, "--invite"))),
            ("the insurer's registry", lambda: self._once("registry", lambda: self._import(self._others()))),
        ]
        patients = self.activated()
        found += [
            (f"{each.identifier} activates", self._of_patient("activate", each, self._activate)) for each in patients
        ]
        found += [
            (f"{each.identifier} deposits", self._of_patient("deposits", each, self._deposit_own)) for each in patients
        ]
        found += [
            (f"{each.identifier} fills in the profile", self._of_patient("profile", each, self._fill_in))
            for each in patients
        ]
        found += [
            (f"{each.identifier} adds their children", self._of_patient("children", each, self._add_children))
            for each in patients
            if each.children
        ]
        found += [
            (f"{depositor.identifier} deposits", self._of_professional(depositor, documents))
            for depositor, documents in self._by_professional().items()
        ]
        found += [
            (f"{self._first_of(letter.profession).identifier} writes", self._of_letter(letter))
            for letter in demo_letters()
        ]
        return found

    def activated(self) -> list[InsuredPerson]:
        """The adults of the story who have an account."""
        return [family.adults[0] for family in self._story if family.adults[0].identifier != NOT_ACTIVATED]

    def _once(self, step: str, work: _Step) -> None:
        self._journal.once(step, work)

    def _of_patient(self, what: str, person: InsuredPerson, work: Callable[[InsuredPerson], None]) -> _Step:
        return lambda: self._once(f"{what} {person.identifier}", lambda: work(person))

    def _of_professional(self, depositor: Professional, documents: list[DemoDocument]) -> _Step:
        step = f"deposits {depositor.identifier}"
        return lambda: self._once(step, lambda: self._deposit_as(depositor, documents))

    def _of_letter(self, letter: DemoLetter) -> _Step:
        return lambda: self._once(letter.key, lambda: self._write(letter))

    # Operators

    def _import_professionals(self) -> None:
        with _file("PS_LibreAcces_Personne_activite.txt", extraction(self._professionals)) as path:
            self._platform.cli("identity", "import-professionals", str(path))
        with _file("logins.ndjson", login_lines(self._professionals)) as path:
            self._platform.cli("identity", "open-logins", str(path))

    def _create_accounts(self) -> None:
        lines = "".join(f"{each.identifier}\t{PROFESSIONAL_PASSWORD}\n" for each in self._professionals)
        self._platform.cli("identity", "set-password", stdin=lines)
        self._platform.cli(
            "identity", "create-operator", OPERATOR, "--email", OPERATOR_EMAIL, "--name", "Opérateur",
            stdin=f"{OPERATOR_PASSWORD}\n",
        )  # fmt: skip

    def _create_agents(self) -> None:
        for name in AGENTS:
            address = f"{name}@espace-sante.example"
            self._platform.cli(
                "identity", "create-agent", name, "--email", address, "--name", "Conseil 3422",
                stdin=f"{AGENT_PASSWORD}\n",
            )  # fmt: skip

    def _import(self, families: list[Family], *options: str) -> None:
        with _file("insured.ndjson", insured_lines(families)) as path:
            self._platform.cli("identity", "import-insured", str(path), *options)

    def _others(self) -> list[Family]:
        return self._families[len(self._story) :]

    # Patients

    def _activate(self, person: InsuredPerson) -> None:
        call = self._platform.call
        proof = {"nir": person.nir, "vitale_serial": person.vitale_serial}
        identified = call(
            "POST", "/api/identity/identifications", json={"code": self._code_of(person), **proof}, expect=(200,)
        )
        call(
            "POST",
            "/api/identity/activations",
            json={
                "ticket": identified["ticket"],
                "contact": identified["contact"],
                "code_channel": "email",
                "identifier": person.identifier,
                "password": PATIENT_PASSWORD,
            },
            expect=(201,),
        )

    def _code_of(self, person: InsuredPerson) -> str:
        """The code of the invitation; a new one if that mail is gone."""
        address = str(person.email)
        try:
            return self._platform.wait_for_code(address, seconds=20)
        except PlatformRefused:
            asked = {
                "nir": person.nir,
                "vitale_serial": person.vitale_serial,
                "birth_date": person.birth_date.isoformat(),
                "channel": "email",
            }
            self._platform.call("POST", "/api/identity/provisional-codes", json=asked, expect=(202,))
            return self._platform.wait_for_code(address)

    def _deposit_own(self, person: InsuredPerson) -> None:
        own = [each for each in self._documents if each.patient == person.identifier and each.profession is None]
        with self._session(person.identifier, PATIENT_PASSWORD, "patient", str(person.email)) as session:
            for document in own:
                self._deposit(session, str(session.record), document)

    def _fill_in(self, person: InsuredPerson) -> None:
        with self._session(person.identifier, PATIENT_PASSWORD, "patient", str(person.email)) as session:
            sections = f"/api/profile/records/{session.record}/sections"
            for entry in (each for each in demo_entries() if each.patient == person.identifier):
                self._platform.call_when_known(
                    "POST",
                    f"{sections}/{entry.section}/entries",
                    token=session.token,
                    headers={"Idempotency-Key": entry.key},
                    json=entry.content,
                )
            for section in (section for patient, section in nothing_to_declare() if patient == person.identifier):
                said = {"nothing_to_declare": True}
                self._platform.call_when_known("PUT", f"{sections}/{section}", token=session.token, json=said)

    def _add_children(self, person: InsuredPerson) -> None:
        with self._session(person.identifier, PATIENT_PASSWORD, "patient", str(person.email)) as session:
            proposed = self._platform.call("GET", "/api/identity/proposed-children", token=session.token, expect=(200,))
            said = {"children": [each["record"] for each in proposed["children"]], "certified": True}
            if said["children"]:
                self._platform.call("POST", "/api/identity/profiles", token=session.token, json=said, expect=(201,))

    # Professionals

    def _deposit_as(self, depositor: Professional, documents: list[DemoDocument]) -> None:
        people = {person.identifier: person for person in self.activated()}
        with self._session(depositor.identifier, PROFESSIONAL_PASSWORD, "professional", depositor.email) as session:
            records = {name: self._care(session, people[name]) for name in {each.patient for each in documents}}
            for document in documents:
                self._deposit(session, records[document.patient], document)

    def _care(self, session: Session, person: InsuredPerson) -> str:
        """Find a person by exact traits and declare care with their agreement; their record."""
        traits = {
            "family_name": person.family_name,
            "given_name": person.given_name,
            "birth_date": person.birth_date.isoformat(),
            "sex": person.sex,
        }
        found = self._platform.call(
            "POST", "/api/identity/patient-searches", json=traits, token=session.token, expect=(200,)
        )
        if not found["patients"]:
            raise PlatformRefused("a person of the story was not found by their traits")
        record = str(found["patients"][0]["record"])
        self._platform.call_when_known(
            "POST",
            f"/api/consent/records/{record}/accesses",
            json={"ground": "care", "patient_agreed": True},
            token=session.token,
        )
        return record

    def _by_professional(self) -> dict[Professional, list[DemoDocument]]:
        """Who deposits what: the first professional of each profession named by a document."""
        found: dict[Professional, list[DemoDocument]] = defaultdict(list)
        for document in self._documents:
            if document.profession is not None:
                found[self._first_of(document.profession)].append(document)
        return dict(found)

    def _first_of(self, profession: str) -> Professional:
        return next(each for each in self._professionals if each.profession == profession)

    def _write(self, letter: DemoLetter) -> None:
        writer = self._first_of(letter.profession)
        addressee = next(person for person in self.activated() if person.identifier == letter.patient)
        with self._session(writer.identifier, PROFESSIONAL_PASSWORD, "professional", writer.email) as session:
            self._platform.call_when_known(
                "POST",
                f"/api/messaging/records/{self._care(session, addressee)}/conversations",
                token=session.token,
                headers={"Idempotency-Key": letter.key},
                files={"subject": (None, letter.subject), "text": (None, letter.text)},
            )

    def _deposit(self, session: Session, record: str, document: DemoDocument) -> None:
        self._platform.call_when_known(
            "POST",
            f"/api/documents/records/{record}/documents",
            token=session.token,
            headers={"Idempotency-Key": document.key},
            **form(document.fields(), document.file_name, document.content(), document.media_type),
        )

    @contextmanager
    def _session(self, identifier: str, password: str, space: str, address: str) -> Iterator[Session]:
        session = self._platform.log_in(identifier, password, space, address)
        yield session
        self._platform.log_out(session)


@contextmanager
def _file(name: str, content: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mes-demo-") as folder:
        path = Path(folder, name)
        path.write_text(content, "utf-8")
        yield path
