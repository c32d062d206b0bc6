import { createBrowserRouter, type RouteObject } from "react-router";
import { LandingPage } from "../features/landing/pages/LandingPage";
import { Broken } from "./Broken";
import { basename } from "../session/profile";
import { NotFound } from "./NotFound";
import { PublicLayout } from "./PublicLayout";
import { Root } from "./Root";
import { Waiting } from "./Waiting";

/** The landing page comes with the first script; every other page in its own, when it is asked for. */

const activation: RouteObject = {
  lazy: async () => ({ Component: (await import("../features/activation/pages/ActivationJourney")).ActivationJourney }),
  children: [
    { path: "activation", lazy: async () => ({ Component: (await import("../features/activation/pages/StartPage")).StartPage }) },
    { path: "activation/identification", lazy: async () => ({ Component: (await import("../features/activation/pages/IdentificationPage")).IdentificationPage }) },
    { path: "activation/code", lazy: async () => ({ Component: (await import("../features/activation/pages/NewCodePage")).NewCodePage }) },
    { path: "activation/compte-active", lazy: async () => ({ Component: (await import("../features/activation/pages/ActivatedPage")).ActivatedPage }) },
    { path: "activation/opposition-enregistree", lazy: async () => ({ Component: (await import("../features/activation/pages/OpposedPage")).OpposedPage }) },
    { path: "acces-oublies", lazy: async () => ({ Component: (await import("../features/activation/pages/RecoveryStartPage")).RecoveryStartPage }) },
    { path: "acces-oublies/code", lazy: async () => ({ Component: (await import("../features/activation/pages/recoveryPages")).RecoveryCodePage }) },
    { path: "acces-oublies/identification", lazy: async () => ({ Component: (await import("../features/activation/pages/recoveryPages")).RecoveryIdentificationPage }) },
    { path: "acces-oublies/termine", lazy: async () => ({ Component: (await import("../features/activation/pages/RecoveryPage")).RecoveredPage }) },
    {
      lazy: async () => ({ Component: (await import("../features/activation/pages/ActivationJourney")).Identified }),
      children: [
        { path: "acces-oublies/nouveaux-acces", lazy: async () => ({ Component: (await import("../features/activation/pages/RecoveryPage")).RecoveryPage }) },
        { path: "activation/choix", lazy: async () => ({ Component: (await import("../features/activation/pages/ChoicePage")).ChoicePage }) },
        { path: "activation/coordonnees", lazy: async () => ({ Component: (await import("../features/activation/pages/ContactPage")).ContactPage }) },
        { path: "activation/compte", lazy: async () => ({ Component: (await import("../features/activation/pages/AccountPage")).AccountPage }) },
        { path: "activation/opposition", lazy: async () => ({ Component: (await import("../features/activation/pages/OppositionPage")).OppositionPage }) },
      ],
    },
  ],
};

const publicPages: RouteObject = {
  Component: PublicLayout,
  children: [
    { index: true, Component: LandingPage },
    activation,
    { path: "connexion", lazy: async () => ({ Component: (await import("./loginPages")).PatientLoginPage }) },
    { path: "profil-cloture", lazy: async () => ({ Component: (await import("../features/closure/pages/ClosedPage")).ClosedPage }) },
    { path: "suppression/:deletion", lazy: async () => ({ Component: (await import("../features/closure/pages/DeletionPage")).DeletionPage }) },
    { path: "mentions-legales", lazy: async () => ({ Component: (await import("../features/landing/pages/legal")).LegalPage }) },
    { path: "donnees-personnelles", lazy: async () => ({ Component: (await import("../features/landing/pages/legal")).PrivacyPage }) },
    { path: "aide/vrais-messages", lazy: async () => ({ Component: (await import("../features/landing/pages/GenuineMessagesPage")).GenuineMessagesPage }) },
    { path: "aide", lazy: async () => ({ Component: (await import("../features/landing/pages/HelpPage")).HelpPage }) },
    { path: "*", Component: NotFound },
  ],
};

const patientSpace: RouteObject = {
  lazy: async () => ({ Component: (await import("./PatientLayout")).PatientLayout }),
  children: [
    { path: "bienvenue", lazy: async () => ({ Component: (await import("./HomePages")).Welcome }) },
    { path: "accueil", lazy: async () => ({ Component: (await import("./HomePages")).Home }) },
    {
      path: "profil-medical",
      lazy: async () => ({ Component: (await import("../features/profile/pages/ProfileLayout")).ProfileLayout }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import("../features/profile/pages/OverviewPage")).OverviewPage }) },
        { path: ":section", lazy: async () => ({ Component: (await import("../features/profile/pages/SectionPage")).SectionPage }) },
      ],
    },
    { path: "documents", lazy: async () => ({ Component: (await import("../features/documents/pages/DocumentsPage")).DocumentsPage }) },
    { path: "documents/ajouter", lazy: async () => ({ Component: (await import("../features/documents/pages/DepositPage")).DepositPage }) },
    { path: "documents/:document", lazy: async () => ({ Component: (await import("../features/documents/pages/DocumentPage")).DocumentPage }) },
    { path: "messages", lazy: async () => ({ Component: (await import("../features/messaging/pages/MessagesPage")).MessagesPage }) },
    { path: "messages/:conversation", lazy: async () => ({ Component: (await import("../features/messaging/pages/ConversationPage")).ConversationPage }) },
    { path: "historique", lazy: async () => ({ Component: (await import("../features/history/pages/HistoryPage")).HistoryPage }) },
    { path: "historique/verifier", lazy: async () => ({ Component: (await import("../features/history/pages/CheckPage")).CheckPage }) },
    { path: "parametres", lazy: async () => ({ Component: (await import("../features/confidentiality/pages/SettingsPage")).SettingsPage }) },
    { path: "parametres/mes-donnees", lazy: async () => ({ Component: (await import("../features/export/pages/ExportPage")).ExportPage }) },
    { path: "parametres/notifications", lazy: async () => ({ Component: (await import("../features/notifications/pages/NotificationsPage")).NotificationsPage }) },
    { path: "parametres/mes-donnees/verifier", lazy: async () => ({ Component: (await import("../features/export/pages/CheckCopyPage")).CheckCopyPage }) },
    { path: "parametres/mes-donnees/precedent/:former", lazy: async () => ({ Component: (await import("../features/export/pages/FormerSpacePage")).FormerSpacePage }) },
    { path: "parametres/compte", lazy: async () => ({ Component: (await import("../features/account/pages/AccountPage")).AccountPage }) },
    { path: "parametres/compte/e-mail", lazy: async () => ({ Component: (await import("../features/account/pages/ContactChangePage")).EmailChangePage }) },
    { path: "parametres/compte/mobile", lazy: async () => ({ Component: (await import("../features/account/pages/ContactChangePage")).MobileChangePage }) },
    { path: "parametres/compte/mot-de-passe", lazy: async () => ({ Component: (await import("../features/account/pages/PasswordPage")).PasswordPage }) },
    { path: "profils", lazy: async () => ({ Component: (await import("../features/family/pages/ProfilesPage")).ProfilesPage }) },
    { path: "profils/ajouter", lazy: async () => ({ Component: (await import("../features/family/pages/AddProfilesPage")).AddProfilesPage }) },
    { path: "profils/suppression/:child", lazy: async () => ({ Component: (await import("../features/closure/pages/ChildDeletionPage")).ChildDeletionPage }) },
    { path: "profils/invitations", lazy: async () => ({ Component: (await import("../features/family/pages/InvitationsPage")).InvitationsPage }) },
    { path: "parametres/representants", lazy: async () => ({ Component: (await import("../features/family/pages/RepresentativesPage")).RepresentativesPage }) },
    { path: "parametres/cloture", lazy: async () => ({ Component: (await import("../features/closure/pages/ClosurePage")).ClosurePage }) },
    { path: "parametres/confidentialite", lazy: async () => ({ Component: (await import("../features/confidentiality/pages/ConfidentialityPage")).ConfidentialityPage }) },
    { path: "parametres/acces-urgence", lazy: async () => ({ Component: (await import("../features/confidentiality/pages/EmergencyPage")).EmergencyPage }) },
    { path: "parametres/qui-peut-voir-quoi", lazy: async () => ({ Component: (await import("../features/grid/pages/GridPage")).GridPage }) },
  ],
};

const professionalSpace: RouteObject = {
  path: "pro",
  children: [
    {
      lazy: async () => ({ Component: (await import("./ProfessionalPublicLayout")).ProfessionalPublicLayout }),
      children: [
        { path: "connexion", lazy: async () => ({ Component: (await import("./loginPages")).ProfessionalLoginPage }) },
        { path: "connexion/retour", lazy: async () => ({ Component: (await import("../features/federation/pages/ReturnPage")).ReturnPage }) },
      ],
    },
    {
      lazy: async () => ({ Component: (await import("./ProfessionalLayout")).ProfessionalLayout }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import("./ProfessionalLayout")).ToSearch }) },
        { path: "recherche", lazy: async () => ({ Component: (await import("../features/patients/pages/SearchPage")).SearchPage }) },
        {
          path: "dossiers/:record",
          lazy: async () => ({ Component: (await import("../features/patients/pages/RecordLayout")).RecordLayout }),
          children: [
            { index: true, lazy: async () => ({ Component: (await import("./recordPages")).RecordDocuments }) },
            { path: "profil", lazy: async () => ({ Component: (await import("./recordPages")).RecordProfile }) },
            { path: "deposer", lazy: async () => ({ Component: (await import("./recordPages")).RecordDeposit }) },
            { path: "documents/:document", lazy: async () => ({ Component: (await import("./recordPages")).RecordDocument }) },
            { path: "messages", lazy: async () => ({ Component: (await import("./recordMessages")).RecordMessages }) },
            { path: "messages/nouveau", lazy: async () => ({ Component: (await import("./recordMessages")).RecordNewMessage }) },
            { path: "messages/:conversation", lazy: async () => ({ Component: (await import("./recordMessages")).RecordConversation }) },
            { path: "professionnels", lazy: async () => ({ Component: (await import("./recordPages")).RecordProfessionals }) },
          ],
        },
        { path: "*", Component: NotFound },
      ],
    },
  ],
};

const operatorSpace: RouteObject = {
  path: "ops",
  children: [
    {
      lazy: async () => ({ Component: (await import("./OperatorLayout")).OperatorPublicLayout }),
      children: [{ path: "connexion", lazy: async () => ({ Component: (await import("./loginPages")).OperatorLoginPage }) }],
    },
    {
      path: "3422",
      lazy: async () => ({ Component: (await import("./SupportLayout")).SupportLayout }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import("../features/desk/pages/ScriptPage")).ScriptPage }) },
        { path: "appels/:call", lazy: async () => ({ Component: (await import("../features/desk/pages/CallPage")).CallPage }) },
        { path: "explication", lazy: async () => ({ Component: (await import("../features/desk/pages/ExplanationPage")).ExplanationPage }) },
        { path: "corrections", lazy: async () => ({ Component: (await import("../features/desk/pages/CorrectionsPage")).CorrectionsPage }) },
        { path: "*", Component: NotFound },
      ],
    },
    {
      lazy: async () => ({ Component: (await import("./OperatorLayout")).OperatorLayout }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import("./OperatorLayout")).ToImports }) },
        { path: "campagne", lazy: async () => ({ Component: (await import("../features/campaign/pages/CampaignPage")).CampaignPage }) },
        { path: "organisations", lazy: async () => ({ Component: (await import("../features/organisations/pages/OrganisationsPage")).OrganisationsPage }) },
        { path: "organisations/:organisation", lazy: async () => ({ Component: (await import("../features/organisations/pages/OrganisationPage")).OrganisationPage }) },
        { path: "grille", lazy: async () => ({ Component: (await import("../features/grids/pages/GridsPage")).GridsPage }) },
        { path: "revocations", lazy: async () => ({ Component: (await import("../features/grids/pages/RevocationsPage")).RevocationsPage }) },
        { path: "urgences", lazy: async () => ({ Component: (await import("../features/emergencies/pages/ReviewPage")).ReviewPage }) },
        { path: "imports", lazy: async () => ({ Component: (await import("../features/imports/pages/ImportsPage")).ImportsPage }) },
        { path: "documents", lazy: async () => ({ Component: (await import("../features/figures/pages/FiguresPage")).FiguresPage }) },
        { path: "suppressions", lazy: async () => ({ Component: (await import("../features/closure/pages/DeletionsPage")).DeletionsPage }) },
        { path: "imports/:import", lazy: async () => ({ Component: (await import("../features/imports/pages/ImportPage")).ImportPage }) },
        { path: "*", Component: NotFound },
      ],
    },
  ],
};

export const router = createBrowserRouter([
  { Component: Root, ErrorBoundary: Broken, HydrateFallback: Waiting, children: [patientSpace, professionalSpace, operatorSpace, publicPages] },
], { basename });
