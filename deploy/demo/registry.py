"""The files an operator would receive: the insurer's registry and the logins of professionals (NDJSON)."""

import json
from collections.abc import Iterable

from deploy.demo.people import Family, InsuredPerson
from deploy.demo.professionals import Professional


def insured_lines(families: Iterable[Family]) -> str:
    """One line per adult; a minor stands inside the line of each parent."""
    lines = []
    for family in families:
        children = [_insured(child) for child in family.children]
        lines += [{**_insured(adult), **({"children": children} if children else {})} for adult in family.adults]
    return _ndjson(lines)


def login_lines(professionals: Iterable[Professional]) -> str:
    """One line per professional: how they log in where no provider of identities is at hand."""
    return _ndjson(
        {"rpps": each.rpps, "email": each.email, "mobile": each.mobile, "identifier": each.identifier}
        for each in professionals
    )


def _insured(person: InsuredPerson) -> dict[str, object]:
    told: dict[str, object] = {
        "nir": person.nir,
        "family_name": person.family_name,
        "given_names": list(person.given_names),
        "birth_date": person.birth_date.isoformat(),
        "sex": person.sex,
        "vitale_serial": person.vitale_serial,
        "email": person.email,
        "mobile": person.mobile,
        "address": f"{person.address}, {person.postcode} {person.city}",
        "scheme": person.scheme,
    }
    return {name: value for name, value in told.items() if value is not None}


def _ndjson(lines: Iterable[dict[str, object]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
