"""Reading a bundle of IHE MHD: what is taken, and what is told of each thing that is wrong."""

import base64
import contextlib
import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services.documents.fhir.providing import BundleRefused, read_bundle
from tests.unit.documents import bundles
from tests.unit.documents.fhir_schema import complaints

RECORD = "rec_7Qm2xV9aKp4LsT8wYb3Nd1"
LOT = bundles.bundle(RECORD, {"un": b"%PDF-1", "deux": b"%PDF-2"})


def changed(place: int, **changes: Any) -> dict[str, Any]:
    """The lot with fields of one resource replaced, or removed where None."""
    lot = copy.deepcopy(LOT)
    resource = lot["entry"][place]["resource"]
    for name, value in changes.items():
        if value is None:
            resource.pop(name)
        else:
            resource[name] = value
    return lot


def test_a_lot_is_understood() -> None:
    submission = read_bundle(LOT)
    one, two = submission.documents
    assert (one.record, one.type, one.title, one.document_date) == (
        RECORD,
        "11502-2",
        "Bilan sanguin un",
        date(2026, 3, 1),
    )
    assert (one.content, two.content) == (b"%PDF-1", b"%PDF-2")
    assert one.key != two.key
    assert one.author == ("Dr Camille LEROUX", "")
    assert submission.kinds == ["List", "DocumentReference", "DocumentReference", "Binary", "Binary"]
    assert submission.binaries == {3: 1, 4: 2}


def test_the_key_is_that_of_the_master_identifier() -> None:
    assert read_bundle(LOT).documents[0].key == read_bundle(changed(0, date="2026-04-01")).documents[0].key
    other = changed(1, masterIdentifier={"system": "urn:ietf:rfc:3986", "value": "urn:oid:1.2"})
    assert read_bundle(LOT).documents[0].key != read_bundle(other).documents[0].key


def test_bytes_may_stand_in_the_attachment() -> None:
    lot = bundles.bundle(RECORD, {"un": b"%PDF-1"})
    attachment = lot["entry"][1]["resource"]["content"][0]["attachment"]
    attachment["data"] = base64.b64encode(b"%PDF-9").decode()
    del attachment["url"], attachment["hash"], lot["entry"][2]
    (one,) = read_bundle(lot).documents
    assert one.content == b"%PDF-9"


def test_a_patient_may_come_along_and_is_not_written() -> None:
    lot = copy.deepcopy(LOT)
    lot["entry"].append({"fullUrl": bundles.urn("patient"), "resource": {"resourceType": "Patient"}})
    assert read_bundle(lot).kinds[-1] == "Patient"


def test_authors_are_known_by_name_and_structure_wherever_they_stand_in_the_lot() -> None:
    lot = bundles.comprehensive(RECORD, b"%PDF-1")
    assert all(complaints(entry["resource"]) == [] for entry in lot["entry"])
    (one,) = read_bundle(lot).documents
    assert one.author == ("Dr Camille LEROUX, Lou MARTIN", "Laboratoire des Tilleuls")


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ([{"reference": bundles.urn("organization")}], ("", "Laboratoire des Tilleuls")),
        ([{"display": "Dr CAMILLE", "reference": "#role"}], ("Dr CAMILLE", "Laboratoire des Tilleuls")),
        ([{"reference": "https://elsewhere.invalid/Practitioner/1"}], ("", "")),
        ([{"reference": "https://elsewhere.invalid/Practitioner/1", "display": "Dr BO"}], ("Dr BO", "")),
        ("nobody", ("", "")),
    ],
)
def test_an_author_is_who_the_reference_leads_to_or_shows(author: Any, told: tuple[str, str]) -> None:
    lot = bundles.comprehensive(RECORD, b"%PDF-1")
    lot["entry"][1]["resource"]["author"] = author
    assert read_bundle(lot).documents[0].author == told


@pytest.mark.parametrize("reference", ["#nobody", bundles.urn("nobody")])
def test_an_author_who_did_not_come_along_is_named(reference: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        read_bundle(changed(1, author=[{"reference": reference}]))
    assert refused.value.issues[0].expression == "Bundle.entry[1].resource.author"


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("identifier", [{"system": "urn:oid:1.2.250.1.213.1.4.10", "value": "999"}]),
        ("birthDate", "1984-05-13"),
        ("gender", "male"),
        ("name", [{"use": "official", "family": "AUTRE"}]),
        ("id", "rec-7Qm2xV9aKp4LsT8wYb3Nd2"),
    ],
)
@pytest.mark.parametrize("place", ["entry", "contained"])
def test_a_lot_that_names_two_persons_is_refused_without_repeating_what_it_says(
    trait: str, value: Any, place: str
) -> None:
    lot = bundles.comprehensive(RECORD, b"%PDF-1")
    patient = lot["entry"][1]["resource"]["contained"][0] if place == "contained" else lot["entry"][3]["resource"]
    patient[trait] = value
    with pytest.raises(BundleRefused) as refused:
        read_bundle(lot)
    (issue,) = refused.value.issues
    assert "deux personnes" in issue.diagnostics
    assert str(value) not in issue.diagnostics


def test_a_lot_about_two_records_is_refused() -> None:
    with pytest.raises(BundleRefused) as refused:
        read_bundle(changed(2, subject={"reference": "Patient/rec-7Qm2xV9aKp4LsT8wYb3Nd2"}))
    assert [issue.expression for issue in refused.value.issues] == ["Bundle.entry[2].resource"]


def test_the_hash_is_that_of_bytes_in_the_attachment_too() -> None:
    attachment = {"contentType": "application/pdf", "data": base64.b64encode(b"%PDF-9").decode(), "hash": "AAAA"}
    with pytest.raises(BundleRefused) as refused:
        read_bundle(changed(1, content=[{"attachment": attachment}]))
    assert refused.value.issues[0].expression == "Bundle.entry[1].resource.content[0].attachment.hash"


@pytest.mark.parametrize(
    ("lot", "expression"),
    [
        ([], "Bundle"),
        ({"resourceType": "Patient"}, "Bundle"),
        (LOT | {"type": "batch"}, "Bundle.type"),
        (LOT | {"entry": []}, "Bundle.entry"),
        (LOT | {"entry": LOT["entry"][1:]}, "Bundle.entry"),
        (LOT | {"entry": LOT["entry"][:1]}, "Bundle.entry"),
        (LOT | {"entry": [None]}, "Bundle.entry[0].resource"),
        (changed(0, code={"coding": [{"code": "folder"}]}), "Bundle.entry[0].resource"),
        (changed(0, resourceType="Observation"), "Bundle.entry[0].resource"),
        (changed(1, status="superseded"), "Bundle.entry[1].resource.status"),
        (changed(1, subject=None), "Bundle.entry[1].resource.subject"),
        (changed(1, subject={"reference": "Patient/279035121518989"}), "Bundle.entry[1].resource.subject"),
        (changed(1, masterIdentifier=None), "Bundle.entry[1].resource.masterIdentifier"),
        (changed(1, masterIdentifier={"value": "x" * 257}), "Bundle.entry[1].resource.masterIdentifier"),
        (changed(1, masterIdentifier={"value": "x", "system": 1}), "Bundle.entry[1].resource.masterIdentifier"),
        (changed(1, type=None), "Bundle.entry[1].resource.type"),
        (changed(1, content=[]), "Bundle.entry[1].resource.content"),
        (changed(1, relatesTo=[{"code": "appends"}]), "Bundle.entry[1].resource.relatesTo"),
        (changed(1, relatesTo=[{"code": "replaces"}]), "Bundle.entry[1].resource.relatesTo[0].target"),
        (changed(3, data="not base64!"), "Bundle.entry[1].resource.content[0].attachment.url"),
        (changed(3, contentType="text/plain"), "Bundle.entry[1].resource.content[0].attachment.contentType"),
    ],
)
def test_what_is_wrong_is_named(lot: Any, expression: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        read_bundle(lot)
    assert expression in [issue.expression for issue in refused.value.issues]


def places(node: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a lot."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, each in inside:
        yield (*way, step)
        yield from places(each, *way, step)


@pytest.mark.parametrize("odd", [None, [], {}, [[]], {"a": 1}, 1, "x", "\ud800", True], ids=repr)
def test_whatever_stands_somewhere_in_a_lot_is_understood_or_refused_never_an_error(odd: Any) -> None:
    sound = bundles.comprehensive(RECORD, b"%PDF-1")
    for *way, last in places(sound):
        lot = inside = copy.deepcopy(sound)
        for step in way:
            inside = inside[step]
        inside[last] = odd
        with contextlib.suppress(BundleRefused):
            for each in read_bundle(lot).documents:
                "".join([*each.author, *each.identifier.values()]).encode()


def test_every_fault_is_told_at_once() -> None:
    lot = changed(1, subject=None)
    lot["entry"][2]["resource"]["type"] = "x"
    with pytest.raises(BundleRefused) as refused:
        read_bundle(lot)
    assert len(refused.value.issues) == 2
