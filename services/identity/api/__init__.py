"""HTTP: one file per resource, each parsing, calling the action and answering. The contract is the route table."""

from collections.abc import Callable, Mapping
from typing import Any

import flask

from chassis import http, mongo, sessions
from chassis.auth import TokenVerifier
from chassis.settings import load
from services.identity import store
from services.identity.api import (
    account,
    activation,
    closing,
    desk,
    families,
    federation,
    imports,
    keys,
    login,
    matches,
    oauth,
    organisations,
    patients,
    waves,
)
from services.identity.api.requests import own_keys
from services.identity.parts import Parts, assemble
from services.identity.settings import IdentitySettings

_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "identify": activation.identify,
    "activate": activation.activate,
    "oppose": activation.oppose,
    "requestProvisionalCode": activation.request_provisional_code,
    "startLogin": login.start,
    "sendLoginCode": login.send_code,
    "finishLogin": login.finish,
    "renewToken": login.renew,
    "logOut": login.log_out,
    "whoAmI": login.who_am_i,
    "showAccount": account.show,
    "chooseCodeChannel": account.choose_channel,
    "startContactChange": account.start_contact_change,
    "confirmContactChange": account.confirm_contact_change,
    "changePassword": account.change_password,
    "listSessions": account.list_sessions,
    "endSession": account.end_session,
    "endOtherSessions": account.end_other_sessions,
    "recoverAccount": account.recover,
    "openDeskCall": desk.open_call,
    "showDeskCall": desk.show_call,
    "sendDeskCode": desk.send_code,
    "recordDeskOpposition": desk.record_opposition,
    "proposeIdentityChange": desk.propose_change,
    "listIdentityChanges": desk.list_changes,
    "decideIdentityChange": desk.decide_change,
    "listProfiles": families.list_profiles,
    "listProposedChildren": families.list_proposed,
    "addChildren": families.add,
    "listRepresentatives": families.list_representatives,
    "renounceRepresentation": families.renounce,
    "inviteSecondRepresentative": families.invite,
    "cancelInvitation": families.cancel,
    "listInvitations": families.list_invitations,
    "acceptInvitation": families.accept,
    "declineInvitation": families.decline,
    "startConfirmation": closing.start_confirmation,
    "sendConfirmationCode": closing.send_confirmation_code,
    "closeProfile": closing.close,
    "reactivateChild": closing.reactivate_child,
    "reactivateProfile": closing.reactivate,
    "requestDeletion": closing.request_deletion,
    "requestDeletionOfClosed": closing.request_deletion_of_closed,
    "showDeletion": closing.show_deletion,
    "listDeletions": closing.list_deletions,
    "findPatient": patients.find,
    "matchPersons": matches.match,
    "importInsured": imports.receive,
    "listInsuredImports": imports.list_all,
    "showInsuredImport": imports.show,
    "inviteImported": imports.invite,
    "decideWithdrawals": imports.decide_withdrawals,
    "planWave": waves.plan,
    "listWaves": waves.list_all,
    "changeWave": waves.change,
    "resendInvitations": waves.resend,
    "showCampaign": waves.show_campaign,
    "publishKeys": keys.publish,
    "listLoginWays": federation.ways,
    "startFederatedLogin": federation.start,
    "finishFederatedLogin": federation.finish,
    "issueMachineToken": oauth.issue,
    "describeAuthorizationServer": oauth.metadata,
    "showOwnOrganisation": oauth.show_own,
    "listOrganisations": organisations.list_all,
    "registerOrganisation": organisations.register,
    "showOrganisation": organisations.show,
    "suspendOrganisation": organisations.suspend,
    "registerMachineAccount": organisations.register_account,
    "suspendMachineAccount": organisations.suspend_account,
    "replaceMachineKeys": organisations.replace_keys,
}


def create_app(settings: IdentitySettings | None = None) -> flask.Flask:
    """The application, for gunicorn: settings from the environment, database opened after the fork."""
    settings = settings or load(IdentitySettings)
    db = mongo.connect(settings)
    parts = assemble(db, settings)
    parts.passwords.warm_up()
    store.prepare(db)
    # Identity holds the key set itself: it needs no HTTP call to verify its own tokens.
    verifier = TokenVerifier(settings, sessions.EndedSessions(db), own_keys(parts.tokens))
    app = http.create_app(settings, _OPERATIONS, lambda: _ping(parts), verifier)
    app.extensions["identity"] = parts
    return app


def _ping(parts: Parts) -> None:
    parts.db.command("ping")
