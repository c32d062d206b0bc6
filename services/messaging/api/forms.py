"""The form of a message."""

from flask import Request

from chassis.http import forms
from services.messaging import errors
from services.messaging.domain.message import ATTACHMENTS, File, Letter

_AROUND_THE_FILES = 128 * 1024
"""Bytes allowed for the text and the form's own words: a character takes four at most."""
_FIELDS = frozenset({"subject", "text"})


def read_letter(request: Request, max_bytes: int) -> Letter:
    """The message in a request; each of its files may have `max_bytes` (C-32). Reads that of all and a little.

    Raises TooLarge, NotAForm, MalformedForm or InvalidRequest.
    """
    try:
        form = forms.read(request, ATTACHMENTS * max_bytes, _AROUND_THE_FILES)
    except forms.NotAForm:
        raise errors.NotAForm from None
    except forms.TooLarge:
        raise errors.TooLarge from None
    except forms.MalformedForm:
        raise errors.MalformedForm from None
    unexpected = [*(form.fields.keys() - _FIELDS), *(each.field for each in form.files if each.field != "file")]
    wrong = dict.fromkeys(unexpected, "Ce champ n'est pas attendu.")
    wrong |= dict.fromkeys(form.repeated, "Ce champ figure deux fois.")
    text = form.get("text")
    if text is None:
        wrong["text"] = "Écrivez votre message."
    if wrong or text is None:
        raise errors.InvalidRequest(**wrong)
    attached = tuple(File(each.name, each.content) for each in form.files)
    if len(attached) > ATTACHMENTS or any(len(each.content) > max_bytes for each in attached):
        raise errors.TooLarge
    return Letter(form.get("subject"), text.replace("\r\n", "\n"), attached)
