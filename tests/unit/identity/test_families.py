"""Who acts for a child, under any sequence of acts and with a clock that goes on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.identity.domain import families
from services.identity.domain.families import (
    INVITATION_LIFE,
    REPRESENTATIVES_MAX,
    Basis,
    Ended,
    Fact,
    Family,
    FamilyRefused,
    Granted,
    Reason,
    Refusal,
)
from services.identity.domain.people import FRANCE, comes_of_age, is_minor

START = datetime(2026, 2, 3, tzinfo=UTC)
UNTIL = START + timedelta(days=400)
CHILD = Family("rec_child", UNTIL)
ACCOUNTS = ["inaya", "karim", "fanny", "stranger"]
DAYS = st.dates(date(1920, 1, 1), date(2030, 12, 31))


def granted(*accounts: str) -> Family:
    family = CHILD
    for account in accounts:
        family, _ = families.grant(family, account, f"rec_{account}", START)
    return family


def invited(who: str | None = "karim") -> Family:
    return families.address(families.invite(granted("inaya"), "inaya", "inv_1", START), "inv_1", who)


@pytest.mark.feature("MIN-23")
@given(DAYS)
def test_majority_is_midnight_in_paris_on_the_eighteenth_birthday(born: date) -> None:
    instant = comes_of_age(born)
    assert is_minor(born, instant - timedelta(milliseconds=1))
    assert not is_minor(born, instant)
    paris = instant.astimezone(FRANCE)
    assert (paris.hour, paris.minute, paris.year) == (0, 0, born.year + 18)
    assert (paris.month, paris.day) == ((3, 1) if (born.month, born.day) == (2, 29) else (born.month, born.day))


@pytest.mark.feature("MIN-21")
def test_a_child_has_two_representatives_at_most() -> None:
    with pytest.raises(FamilyRefused) as refused:
        families.grant(granted("inaya", "karim"), "fanny", "rec_fanny", START)
    assert refused.value.refusal is Refusal.TOO_MANY


@pytest.mark.feature("MIN-20")
def test_an_invitation_is_accepted_by_the_one_it_is_for_and_by_nobody_else() -> None:
    with pytest.raises(FamilyRefused):
        families.accept(invited(), "inv_1", "fanny", "rec_fanny", START)
    family, facts = families.accept(invited(), "inv_1", "karim", "rec_karim", START)
    assert family.represented_by("karim", START)
    assert isinstance(facts[0], Granted)
    assert family.invitation is None


@pytest.mark.feature("MIN-17")
def test_nobody_found_somebody_who_declined_and_somebody_who_waits_look_alike_to_who_asked() -> None:
    declined = families.decline(invited(), "inv_1", "karim", START)
    nobody, waiting = invited(None), invited()
    seen = [
        each.invitation and (each.invitation.id, each.invitation.asked_at, each.invitation.expires_at)
        for each in (declined, nobody, waiting)
    ]
    assert seen[0] == seen[1] == seen[2]
    for family in (declined, nobody, waiting):
        with pytest.raises(FamilyRefused) as refused:
            families.invite(family, "inaya", "inv_2", START)
        assert refused.value.refusal is Refusal.INVITATION_PENDING


@pytest.mark.feature("MIN-20")
def test_an_invitation_runs_out() -> None:
    with pytest.raises(FamilyRefused):
        families.accept(invited(), "inv_1", "karim", "rec_karim", START + INVITATION_LIFE)
    again = families.invite(invited(), "inaya", "inv_2", START + INVITATION_LIFE)
    assert again.invitation
    assert again.invitation.id == "inv_2"


@pytest.mark.feature("MIN-08")
def test_a_withdrawn_attachment_ends_what_was_founded_on_it_and_nothing_else() -> None:
    family, _ = families.accept(invited(), "inv_1", "karim", "rec_karim", START)
    assert families.detach(family, ["rec_karim", "rec_fanny"], START) == (family, ())
    left, facts = families.detach(family, ["rec_inaya", "rec_karim"], START)
    assert [(fact.former.account, fact.former.reason) for fact in facts] == [("inaya", Reason.DETACHED)]
    assert left.represented_by("karim", START)
    # Attached again, or invited, who went may come back: no judgment forbids it.
    assert families.grant(left, "inaya", "rec_inaya", START)[0].represented_by("inaya", START)


@pytest.mark.feature("MIN-08")
def test_when_the_last_one_goes_the_child_is_there_for_the_next_parent() -> None:
    left, _ = families.detach(invited("karim"), ["rec_inaya"], START)
    assert (left.representatives, left.invitation) == ((), None)
    assert families.grant(left, "fanny", "rec_fanny", START)[0].represented_by("fanny", START)


def test_an_invitation_dies_with_the_right_of_who_sent_it() -> None:
    family, _ = families.end(invited(), "inaya", Reason.RENOUNCED, START)
    with pytest.raises(FamilyRefused):
        families.accept(family, "inv_1", "karim", "rec_karim", START)


@pytest.mark.feature("MIN-17")
def test_who_represents_the_child_already_is_not_invited_again() -> None:
    family = families.address(families.invite(granted("inaya"), "inaya", "inv_1", START), "inv_1", "inaya")
    assert family.invitation
    assert family.invitation.invited is None


@pytest.mark.feature("MIN-23")
def test_a_corrected_birth_date_moves_the_end_of_every_right() -> None:
    later = UNTIL + timedelta(days=365)
    family, facts = families.correct_majority(granted("inaya", "karim"), later)
    assert [type(fact) for fact in facts] == [Granted, Granted]
    assert family.represented_by("karim", UNTIL)
    assert families.correct_majority(family, later) == (family, ())


class Life(RuleBasedStateMachine):
    """A family, and what a service that hears of it would believe."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.family = CHILD
        self.told: dict[str, bool] = {}
        self.numbers = [0]
        self.asked = 0
        self.majorities = 0

    def _hear(self, family: Family, facts: tuple[Fact, ...]) -> None:
        if facts:
            assert family.number > self.numbers[-1]
            self.numbers.append(family.number)
        for fact in facts:
            if isinstance(fact, Granted):
                self.told[fact.representative.account] = True
            elif isinstance(fact, Ended):
                self.told[fact.former.account] = False
        self.family = family

    @rule(hours=st.integers(0, 24 * 60))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(hours=st.integers(1, 24 * 90))
    def the_clock_is_moved_back(self, hours: int) -> None:
        self.now -= timedelta(hours=hours)

    @rule(account=st.sampled_from(ACCOUNTS))
    def a_withdrawal_is_lifted(self, account: str) -> None:
        withdrawn = self.family.is_withdrawn_from(f"rec_{account}")
        try:
            self.family = families.allow_again(self.family, account, self.now)
        except FamilyRefused:
            assert not withdrawn
            return
        assert not self.family.is_withdrawn_from(f"rec_{account}")

    @rule(account=st.sampled_from(ACCOUNTS))
    def somebody_certifies(self, account: str) -> None:
        try:
            family, facts = families.grant(self.family, account, f"rec_{account}", self.now)
        except FamilyRefused:
            full = len(self.family.representatives) == REPRESENTATIVES_MAX
            assert self.now >= UNTIL or full or self.family.of_age or self.family.is_withdrawn_from(f"rec_{account}")
            return
        self._hear(family, tuple(facts))

    @rule(account=st.sampled_from(ACCOUNTS), found=st.sampled_from([*ACCOUNTS, None]))
    def somebody_asks_for_a_second_one(self, account: str, found: str | None) -> None:
        self.asked += 1
        try:
            family = families.invite(self.family, account, f"inv_{self.asked}", self.now)
        except FamilyRefused:
            return
        assert self.family.represented_by(account, self.now)
        self.family = families.address(family, f"inv_{self.asked}", found)

    @precondition(lambda self: self.family.invitation is not None)
    @rule(account=st.sampled_from(ACCOUNTS), yes=st.booleans())
    def somebody_answers(self, account: str, yes: bool) -> None:
        held = self.family.invitation
        assert held
        try:
            if yes:
                family, facts = families.accept(self.family, held.id, account, f"rec_{account}", self.now)
                self._hear(family, tuple(facts))
            else:
                self.family = families.decline(self.family, held.id, account, self.now)
        except FamilyRefused:
            return
        assert held.invited == account
        assert held.is_live(self.now)

    @rule(account=st.sampled_from(ACCOUNTS), reason=st.sampled_from([Reason.RENOUNCED, Reason.WITHDRAWN]))
    def somebody_leaves(self, account: str, reason: Reason) -> None:
        try:
            family, facts = families.end(self.family, account, reason, self.now)
        except FamilyRefused:
            return
        self._hear(family, tuple(facts))

    @rule(parents=st.sets(st.sampled_from([f"rec_{account}" for account in ACCOUNTS])))
    def the_insurer_withdraws_attachments(self, parents: set[str]) -> None:
        invited = {each.account for each in self.family.representatives if each.basis is Basis.INVITATION}
        family, facts = families.detach(self.family, parents, self.now)
        self._hear(family, tuple(facts))
        assert invited <= {each.account for each in family.representatives}
        assert not any(each.record in parents and each.account not in invited for each in family.representatives)
        assert families.detach(family, parents, self.now) == (family, ())

    @rule()
    def the_timer_rings(self) -> None:
        grown, facts = families.come_of_age(self.family, self.now)
        self.majorities += grown.of_age and not self.family.of_age
        assert grown.of_age == (self.now >= UNTIL or self.family.of_age)
        self._hear(grown, tuple(facts))
        assert families.come_of_age(self.family, self.now) == (self.family, ())

    @invariant()
    def two_at_most_each_once(self) -> None:
        accounts = [each.account for each in self.family.representatives]
        assert len(accounts) == len(set(accounts)) <= REPRESENTATIVES_MAX

    @invariant()
    def others_believe_what_is_so(self) -> None:
        for account in ACCOUNTS:
            acts = self.told.get(account, False) and self.now < UNTIL
            assert acts == self.family.represented_by(account, self.now)

    @invariant()
    def nobody_acts_for_an_adult_even_if_the_timer_is_late(self) -> None:
        if self.now >= UNTIL:
            assert not any(self.family.represented_by(account, self.now) for account in ACCOUNTS)
        assert self.majorities <= 1

    @invariant()
    def once_of_age_for_good_whatever_the_clock_says(self) -> None:
        if self.majorities:
            assert self.family.of_age
            assert self.family.representatives == ()

    @invariant()
    def nobody_acts_whose_right_a_judgment_took(self) -> None:
        for each in self.family.representatives:
            assert not self.family.is_withdrawn_from(each.record)

    @invariant()
    def nothing_is_forgotten_of_who_acted(self) -> None:
        known = {each.account for each in (*self.family.representatives, *self.family.former)}
        assert known == set(self.told)

    @invariant()
    def told_again_it_is_the_same(self) -> None:
        again = families.facts_of(self.family)
        acting = {each.representative.account for each in again if isinstance(each, Granted)}
        gone = {each.former.account for each in again if isinstance(each, Ended)}
        assert self.told == dict.fromkeys(acting, True) | dict.fromkeys(gone, False)


TestLife = pytest.mark.feature("MIN-20", "MIN-21", "MIN-23")(Life.TestCase)


def test_declining_leaves_no_way_back_in() -> None:
    declined = families.decline(invited(), "inv_1", "karim", START)
    with pytest.raises(FamilyRefused):
        families.accept(declined, "inv_1", "karim", "rec_karim", START)
    assert replace(declined, invitation=None) == granted("inaya")
