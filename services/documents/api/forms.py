"""The form of a deposit."""

from datetime import date

from flask import Request

from chassis.http import forms
from services.documents import errors
from services.documents.actions.deposit import Upload

_AROUND_THE_FILE = 64 * 1024
"""Bytes allowed for the other fields and the form's own words."""
_CHOICES = ("hidden", "patient_request", "withheld", "hidden_from_representatives")
_FIELDS = frozenset({"title", "document_date", "type", "section", "kind", "attachment", *_CHOICES})
_KEPT = frozenset({"hidden", "withheld", "hidden_from_representatives", "attachment"})
"""What a replacement keeps of the version before it, or is none of."""
_REQUIRED = "Ce champ est obligatoire."


def read_upload(request: Request, max_bytes: int, replaces: str | None = None) -> Upload:
    """The deposit in a request. Reads at most `max_bytes` and a little, however much is sent.

    `replaces` is the document whose place it takes.

    Raises TooLarge, NotAForm, MalformedForm or InvalidRequest.
    """
    form = _parse(request, max_bytes)
    file = next(iter(form.files), None)
    known = _FIELDS if replaces is None else _FIELDS - _KEPT
    wrong = {name: "Ce champ n'est pas attendu." for name in form.fields if name not in known}
    wrong |= dict.fromkeys(form.repeated, "Ce champ figure deux fois.")
    wrong |= {name: _REQUIRED for name in ("title", "document_date") if not form.get(name)}
    document_date = _date(form.get("document_date") or "")
    if "document_date" not in wrong and document_date is None:
        wrong["document_date"] = "Saisissez une date comme 2026-05-31."
    for name in _CHOICES:
        if (form.get(name) or "false") not in ("true", "false"):
            wrong[name] = "La valeur attendue est true ou false."
    if file is None:
        wrong["file"] = "Choisissez un fichier."
    if wrong or file is None or document_date is None:
        raise errors.InvalidRequest(**wrong)
    return Upload(
        content=file.content,
        name=file.name,
        declared=file.declared,
        title=form.fields["title"][0],
        document_date=document_date,
        type=form.get("type") or None,
        section=form.get("section") or None,
        kind=form.get("kind") or None,
        hidden=form.get("hidden") == "true",
        at_request=form.get("patient_request") == "true",
        withheld=form.get("withheld") == "true",
        from_representatives=form.get("hidden_from_representatives") == "true",
        replaces=replaces,
        attachment=form.get("attachment") or None,
    )


def _parse(request: Request, max_bytes: int) -> forms.Form:
    """A form with one file in its field at most."""
    try:
        form = forms.read(request, max_bytes, _AROUND_THE_FILE)
    except forms.NotAForm:
        raise errors.NotAForm from None
    except forms.TooLarge:
        raise errors.TooLarge from None
    except forms.MalformedForm:
        raise errors.MalformedForm from None
    if [each.field for each in form.files] not in ([], ["file"]):
        raise errors.MalformedForm
    if any(len(each.content) > max_bytes for each in form.files):
        raise errors.TooLarge
    return form


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-31") else None
    except ValueError:
        return None
