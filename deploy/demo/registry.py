"""The files an operator would receive: the insurer's registry and the directory of professionals (NDJSON)."""

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


def professional_lines(professionals: Iterable[Professional]) -> str:
    """One line per professional, with the identifier they log in with."""
    return _ndjson(
        {
            "rpps": each.rpps,
            "family_name": each.family_name.upper(),
            "given_name": each.given_name,
            "profession_code": each.profession_code,
            "profession_label": each.profession_label,
            "specialty_code": each.specialty_code,
            "specialty_label": each.specialty_label,
            "role_codes": [each.role_code] if each.role_code else [],
            "activity_codes": [each.activity_code] if each.activity_code else [],
            "structure": each.structure_name,
            "email": each.email,
            "mobile": each.mobile,
            "identifier": each.identifier,
        }
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
