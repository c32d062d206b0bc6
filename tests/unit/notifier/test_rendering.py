"""What people read: the exact words of the service, and nothing that a name could smuggle in."""

import html
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from services.notifier.domain import FAREWELLS, Kind, Letter
from services.notifier.writing.rendering import DATA_PROTECTION, SUBJECTS, render_mail, render_sms, render_web_copy

URL = "https://www.monespacesante.example"
COPY = f"{URL}/api/notifier/mails/{'c' * 64}"
CODE = "7KQ-2MD-X9T"
MARTINE = ("Martine", "Julie", "Anne")

# A profile that is being erased has nobody to log in and no copy to keep.
LASTING = [kind for kind in Kind if kind not in FAREWELLS]
# Markup, template and terminal tricks that someone could be called.
PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.invalid></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><style><img src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//x.invalid/a.css>",
    "<meta http-equiv=refresh content='0;url=//x.invalid'>",
    "<base href=//x.invalid/>",
    "<form action=//x.invalid><input name=nir>",
    "<style>*{background:url(//x.invalid)}</style>",
    "'\"><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "</title><script>alert(1)</script>",
    "</p></td></table><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\x00<script\x00>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
]


def letter(kind: Kind = Kind.ACTIVITY, **said: object) -> Letter:
    fields: dict[str, object] = {"given_names": MARTINE, "code": CODE, "minutes": 5, "deadline": date(2027, 1, 3)}
    return Letter(kind=kind, **(fields | said))  # type: ignore[arg-type]


def both_forms(kind: Kind) -> list[str]:
    mail = render_mail(letter(kind), URL, COPY)
    return [mail.text, html.unescape(re.sub(r"<br>", " ", mail.html)).replace("\n", " ")]


class Elements(HTMLParser):
    """The tags, links and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src", "action", "data")]


@pytest.mark.feature("HIS-04")
def test_an_activity_mail_says_that_professionals_acted_and_no_more() -> None:
    for form in both_forms(Kind.ACTIVITY):
        assert "Des professionnels de santé ont réalisé des actions sur des documents de votre profil" in form


@pytest.mark.feature("HIS-10")
@pytest.mark.parametrize("kind", list(Kind))
def test_a_mail_greets_with_the_given_names_in_capitals(kind: Kind) -> None:
    for form in both_forms(kind):
        assert "Bonjour MARTINE JULIE ANNE," in form


@pytest.mark.feature("HIS-11", "HIS-12", "HIS-13", "HIS-14", "HIS-15")
@pytest.mark.parametrize("kind", LASTING)
def test_a_mail_has_the_frame_of_the_service_in_its_order(kind: Kind) -> None:
    for form in both_forms(kind):
        places = [
            form.index("En cas de problème lié à l'affichage de ce message,"),
            form.index("cliquez ici pour l'afficher dans un navigateur web"),
            form.index("Bonjour"),
            form.index("ME CONNECTER A MON ESPACE SANTE"),
            form.index("Une question ? Nous vous invitons à consulter"),
            form.index("Avec toute mon attention,"),
            form.index("Votre correspondant Mon espace santé"),
            form.index("Règlement Général sur la Protection des Données"),
        ]
        assert places == sorted(places)
        assert DATA_PROTECTION in form
    assert re.sub(r"<[^>]+>", "", render_mail(letter(kind), URL, COPY).html).count("consulter l'aide en ligne.") == 1


@pytest.mark.feature("HIS-12")
@pytest.mark.parametrize("kind", LASTING)
def test_the_first_link_shows_the_mail_in_a_browser(kind: Kind) -> None:
    mail = render_mail(letter(kind), URL, COPY)
    assert Elements(mail.html).links[0] == COPY
    assert re.search(r"https://\S+", mail.text).group() == COPY  # type: ignore[union-attr]


@pytest.mark.feature("CLO-08")
@pytest.mark.parametrize("kind", sorted(FAREWELLS))
def test_a_farewell_asks_nobody_to_log_in_and_has_no_copy(kind: Kind) -> None:
    mail = render_mail(letter(kind, code=None, reference="del_" + "7" * 22), URL, None)
    for form in (mail.text, mail.html):
        assert "ME CONNECTER" not in form
        assert "navigateur web" not in form
        assert (f"{URL}/suppression/del_" in form) is (kind is not Kind.DELETION_DONE)


@pytest.mark.feature("CLO-08")
@pytest.mark.parametrize(
    "kind", [Kind.PROFILE_CLOSED, Kind.PROFILE_REACTIVATED, Kind.RETENTION_ENDING, *sorted(FAREWELLS)]
)
def test_word_of_a_childs_profile_says_whose_it_is(kind: Kind) -> None:
    own, child = (render_mail(letter(kind, code=None, about=about), URL, COPY) for about in ("own", "child"))
    assert "de votre enfant" in child.text
    assert "de votre enfant" in child.subject
    assert "enfant" not in own.text + own.subject


@pytest.mark.feature("CLO-09", "MIN-14")
@pytest.mark.parametrize("kind", [Kind.PROFILE_CLOSED, Kind.RETENTION_ENDING])
def test_a_parent_is_told_the_way_back_to_a_childs_profile_which_has_no_login(kind: Kind) -> None:
    own, child = (letter(kind, code=None, about=about) for about in ("own", "child"))
    told = render_mail(child, URL, COPY)
    for form in (told.text, told.html):
        assert "profils qui me sont rattachés" in form
        assert "votre mot de passe" not in form
        assert "générez un code" not in form
    assert "votre mot de passe" in render_mail(own, URL, COPY).text
    assert "de votre enfant" in render_sms(child, URL)


@pytest.mark.feature("CLO-08", "CLO-09")
def test_the_last_word_about_a_child_does_not_say_that_the_parents_address_goes() -> None:
    own, child = (letter(Kind.DELETION_DONE, code=None, about=about) for about in ("own", "child"))
    for form in (render_mail(child, URL, None).text, render_mail(child, URL, None).html, render_sms(child, URL)):
        assert "dernier message au sujet de ce profil" in form
        assert "votre adresse" not in form
    assert "votre adresse est effacée" in render_mail(own, URL, None).text


@pytest.mark.feature("HIS-16")
@pytest.mark.parametrize("kind", list(Kind))
def test_links_lead_to_our_own_site_only(kind: Kind) -> None:
    mail = render_mail(letter(kind), URL, COPY)
    links = Elements(mail.html).links + re.findall(r"https?://\S+", mail.text)
    assert links
    assert all(link == URL or link.startswith(f"{URL}/") for link in links)


@pytest.mark.feature("OPS-03")
def test_the_invitation_has_the_subject_of_the_campaign() -> None:
    assert render_mail(letter(Kind.INVITATION), URL, COPY).subject == "Votre service Mon espace santé a été créé"


@pytest.mark.feature("OPS-04", "ACT-03")
def test_the_invitation_gives_the_code_the_site_the_steps_and_the_right_to_oppose() -> None:
    for form in both_forms(Kind.INVITATION):
        assert CODE in form
        assert URL in form
        assert "numéro de sécurité sociale" in form
        assert "numéro de série de votre carte Vitale" in form
        assert re.search(r"opposer\s+à la création de votre espace(</strong>)? jusqu'au 3 janvier 2027", form)


@pytest.mark.feature("OPS-02")
@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("assurance-maladie", "L'Assurance Maladie vous invite"),
        ("ministere", "Le Ministère des Solidarités et de la Santé vous invite"),
        ("msa", "La Mutualité sociale agricole (MSA) vous invite"),
    ],
)
def test_the_invitation_says_who_invites(sender: str, name: str) -> None:
    assert name in render_mail(letter(Kind.INVITATION, sender=sender), URL, COPY).text


@pytest.mark.feature("LOG-04")
def test_a_login_code_is_in_the_mail_and_alone_in_its_line() -> None:
    mail = render_mail(letter(Kind.LOGIN_CODE, code="042917"), URL, COPY)
    assert "\n    042917\n" in mail.text
    assert ">042917<" in mail.html
    assert "expire dans 5 minutes" in mail.text


@pytest.mark.feature("HIS-12", "NFR-07")
@pytest.mark.parametrize("kind", list(Kind))
def test_no_code_in_the_web_copy(kind: Kind) -> None:
    page = render_web_copy(letter(kind), URL)
    assert CODE not in page
    assert CODE.replace("-", "") not in page
    assert "Bonjour MARTINE JULIE ANNE," in page


@pytest.mark.parametrize("kind", list(Kind))
def test_the_web_copy_needs_no_exception_from_the_content_policy(kind: Kind) -> None:
    page = Elements(render_web_copy(letter(kind), URL))
    assert not {"script", "style", "img", "form", "iframe"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name == "style" or name.startswith("on")]


@pytest.mark.feature("HIS-09")
@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("kind", [Kind.ACTIVITY, Kind.INVITATION, Kind.LOGIN_CODE])
def test_a_name_never_becomes_markup(kind: Kind, payload: str) -> None:
    plain, hostile = letter(kind), letter(kind, given_names=(payload, payload), sender=payload)
    for ours, theirs in (
        (render_mail(plain, URL, COPY).html, render_mail(hostile, URL, COPY).html),
        (render_web_copy(plain, URL), render_web_copy(hostile, URL)),
    ):
        assert Elements(theirs).tags == Elements(ours).tags
        assert Elements(theirs).attributes == Elements(ours).attributes


def test_a_name_is_never_a_template() -> None:
    page = render_web_copy(letter(given_names=("{{ 7*7 }}{% raw %}${7*7}",)), URL)
    assert "{{ 7*7 }}{% RAW %}${7*7}" in page


@pytest.mark.parametrize("payload", ["A\r\nBcc: x@y.invalid", "A\nB", "A\u2028B", "A\x0bB", "A\x85B"])
def test_a_name_stays_on_its_line(payload: str) -> None:
    text = render_mail(letter(given_names=(payload,)), URL, COPY).text
    greeting = next(line for line in text.splitlines() if line.startswith("Bonjour"))
    assert greeting.endswith(",")
    assert not [line for line in text.splitlines() if line.startswith(("Bcc", "B,"))]


@pytest.mark.feature("LOG-05", "ACT-18")
@pytest.mark.parametrize("kind", [Kind.LOGIN_CODE, Kind.PROVISIONAL_CODE, Kind.MAJORITY_CODE, Kind.INVITATION])
def test_an_sms_gives_the_code_and_names_nobody(kind: Kind) -> None:
    sms = render_sms(letter(kind), URL)
    assert CODE in sms
    assert "MARTINE" not in sms.upper()
    assert len(sms) <= 3 * 153  # three parts of a long SMS at most


def test_every_kind_has_a_subject_and_words() -> None:
    assert set(SUBJECTS) == set(Kind)
    for kind in Kind:
        assert render_sms(letter(kind), URL)


@pytest.mark.feature("LOG-10", "LOG-12")
def test_a_security_mail_says_when_in_paris_and_on_what_device() -> None:
    at = datetime(2026, 3, 3, 13, 5, tzinfo=UTC)
    mail = render_mail(letter(Kind.NEW_DEVICE, happened_at=at, device="Firefox sur Windows"), URL, COPY)
    for form in (mail.text, mail.html):
        assert "Firefox sur Windows" in form
        assert "le 3 mars 2026 à 14 h 05" in form
        assert "3422" in form


@pytest.mark.feature("SUP-01")
def test_word_of_an_agent_says_nothing_medical_and_where_to_read_more() -> None:
    for form in both_forms(Kind.SUPPORT):
        assert "Un conseiller du 3422 est intervenu sur votre compte" in form
        assert "historique d'activité" in form


@pytest.mark.feature("SUP-04")
@pytest.mark.parametrize("kind", list(Kind))
def test_every_mail_links_the_online_help(kind: Kind) -> None:
    mail = render_mail(letter(kind), URL, COPY)
    assert f"{URL}/aide" in Elements(mail.html).links
    assert f"{URL}/aide" in mail.text


@pytest.mark.feature("MIN-09", "MIN-11")
def test_a_parent_is_told_which_child_is_invited_how_to_open_and_how_to_refuse() -> None:
    mail = render_mail(letter(Kind.INVITATION, child_name="Lola"), URL, COPY)
    assert mail.subject == "Le service Mon espace santé de votre enfant a été créé"
    for text in (mail.text, mail.html):
        assert "votre enfant Lola" in text
        assert "opposer" in text
        assert "votre numéro de sécurité sociale" not in text
    assert "votre enfant" in render_sms(letter(Kind.INVITATION, child_name="Lola"), URL)
    assert "enfant" not in render_mail(letter(Kind.INVITATION), URL, COPY).text


@pytest.mark.feature("MIN-09", "MIN-11")
def test_the_sms_with_a_childs_code_says_that_it_is_the_childs_and_what_it_is_for() -> None:
    said = render_sms(letter(Kind.PROVISIONAL_CODE, child_name="Lola"), URL)
    assert CODE in said
    assert "de votre enfant" in said
    assert "vous opposer" in said
    assert "Lola" not in said
    assert "Activez votre espace" not in said


@pytest.mark.feature("MIN-23")
def test_nobody_reads_at_majority_that_they_asked_for_a_code() -> None:
    mail = render_mail(letter(Kind.MAJORITY_CODE), URL, COPY)
    for form in (mail.text, mail.html, render_sms(letter(Kind.MAJORITY_CODE), URL)):
        assert CODE in form
        assert "18 ans" in form
        assert "Vous avez demandé" not in form


@pytest.mark.feature("CLO-10")
@pytest.mark.parametrize("kind", [Kind.RETENTION_ENDING, Kind.RETENTION_OVER])
@pytest.mark.parametrize("about", ["own", "child"])
def test_nobody_reads_that_somebody_asked_for_what_the_retention_ends(kind: Kind, about: str) -> None:
    mail = render_mail(letter(kind, about=about, reference="del_0"), URL, COPY)
    for form in (mail.subject, mail.text, mail.html, render_sms(letter(kind, about=about, reference="del_0"), URL)):
        assert "demand" not in form
    assert ("3 janvier 2027" in mail.text) is (kind is Kind.RETENTION_ENDING)
