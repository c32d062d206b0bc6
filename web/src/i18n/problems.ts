/** What is said to people for each problem code. The server's own text is never shown. */

import { ABORTED, NETWORK, OFFLINE, type Problem, UNREADABLE } from "../api/problem";
import { sending } from "./sending";
import { french } from "./typography";

export interface Message {
  title: string;
  what: string;
}

const HELP = "Si cela continue, appelez le 3422.";

const messages: Record<string, Message> = french({
  [OFFLINE]: { title: "Vous êtes hors connexion", what: "Vérifiez votre connexion à Internet, puis réessayez. Ce que vous avez saisi est conservé." },
  [NETWORK]: { title: "Le service ne répond pas", what: `Réessayez dans un instant. Ce que vous avez saisi est conservé. ${HELP}` },
  [ABORTED]: { title: sending.cancelled, what: sending.cancelledWhat },
  [UNREADABLE]: { title: "La réponse reçue est illisible", what: `Réessayez dans un instant. ${HELP}` },

  "consent.grid-not-applicable": { title: "Cette version ne peut pas être proposée", what: "Elle doit changer au moins une case d'une version existante, et commencer aujourd'hui ou plus tard." },
  "consent.grid-file-refused": { title: "Ce fichier n'est pas une grille qui puisse être publiée", what: "Un type ou une colonne y figure deux fois, manque, ou prend une profession déjà prise. Corrigez-le, puis proposez-le de nouveau." },
  "consent.grid-taken": { title: "Une version porte déjà ce nom", what: "Donnez un autre nom, par exemple la date suivie de .1." },
  "consent.own-proposal": { title: "Vous ne pouvez pas publier votre propre proposition", what: "Un autre opérateur doit la relire et la publier." },
  "consent.entry-unknown": { title: "Cette ligne d'historique est introuvable", what: "Rechargez l'historique, puis réessayez." },
  "consent.emergency-closed": { title: "L'accès en urgence à ce dossier n'est pas possible", what: "La personne ne l'a pas autorisé. Si elle peut s'exprimer, demandez-lui son accord et déclarez la prise en charge." },
  "consent.regulators-only": { title: "Ce motif est réservé aux médecins régulateurs du Samu-Centre 15", what: "Si l'état de la personne comporte un risque immédiat pour sa santé, choisissez cet autre motif." },
  "consent.too-many-emergencies": { title: "Vous avez demandé trop d'accès en urgence", what: "Ces demandes ont été signalées au médecin responsable. Réessayez plus tard." },
  "consent.access-open": { title: "Ce dossier vous est déjà ouvert", what: "Vous y avez accès avec l'accord de la personne. Rechargez la page." },
  "consent.emergency-unknown": { title: "Cet accès en urgence est introuvable", what: "Il a peut-être déjà été revu. Rechargez la page." },
  "consent.officers-only": { title: "Cette page est réservée au médecin responsable", what: "Un opérateur peut vous désigner pour revoir les accès en urgence." },
  "consent.not-eligible": { title: "Ce professionnel ne peut pas être administrateur", what: "Choisissez un professionnel autorisé qui s'est déjà connecté à votre espace." },
  "consent.administrator-chosen": { title: "Vous avez déjà un administrateur", what: "Retirez-lui d'abord ce rôle, puis choisissez le nouveau." },
  "consent.not-for-administrator": { title: "Un administrateur ne peut pas faire cela", what: "Seule la personne peut le faire, depuis ses paramètres." },
  "documents.read-only": { title: "Un accès en urgence ne permet que la consultation", what: "Pour déposer un document, déclarez la prise en charge avec l'accord de la personne." },

  "identity.identification-refused": {
    title: "Ces informations ne permettent pas de vous identifier",
    what: "Vérifiez votre code provisoire, votre numéro de sécurité sociale et le numéro de série de votre carte Vitale. Un code sert une seule fois et reste valable 6 semaines : si le vôtre est trop ancien, générez-en un nouveau. Besoin d'aide ? Appelez le 3422.",
  },
  "identity.ticket-refused": { title: "Votre identification n'est plus valable", what: "Par sécurité, elle ne dure que 20 minutes. Identifiez-vous de nouveau avec votre code provisoire." },
  "identity.already-answered": { title: "Ce code a déjà servi", what: "Un choix vient d'être enregistré avec ce code. Si vous avez activé votre espace, connectez-vous ; sinon, générez un nouveau code provisoire." },
  "identity.cannot-oppose": { title: "Votre espace est déjà activé", what: `Il n'est plus possible de s'opposer à sa création. Pour le fermer, appelez le 3422.` },
  "identity.person-unknown": { title: "Personne introuvable", what: "Vérifiez la personne choisie, puis recommencez." },
  "identity.wave-unknown": { title: "Vague introuvable", what: "Rechargez la page, puis choisissez une vague dans la liste." },
  "identity.wave-changed": { title: "Cette vague a changé entre-temps", what: "Rechargez la page, puis recommencez." },
  "identity.opposition-refused": { title: "L'opposition n'a pas été enregistrée", what: "Cet espace est déjà activé, opposé ou fermé. Rechargez la fiche de la personne." },
  "identity.minor": { title: "L'espace d'un enfant s'ouvre depuis celui de son parent", what: "Connectez-vous à votre propre espace pour y ajouter le profil de votre enfant." },
  "identity.record-unknown": { title: "Ce profil est introuvable", what: "Choisissez l'un des profils de votre menu." },
  "identity.of-age": { title: "Cette personne est majeure", what: "Elle seule peut utiliser son espace santé." },
  "identity.not-a-child": { title: "Ce profil ne se partage pas", what: "Seul le profil d'un enfant mineur se partage avec un second représentant légal." },
  "identity.too-many-representatives": { title: "Cet enfant a déjà deux représentants légaux", what: "Un enfant a au plus deux représentants légaux. En cas d'erreur, appelez le 3422." },
  "identity.invitation-pending": { title: "Une invitation est déjà en cours", what: "Annulez-la avant d'en envoyer une autre." },
  "identity.invitation-over": { title: "Cette invitation n'est plus valable", what: "Demandez à l'autre représentant légal de la renouveler." },
  "identity.own-invitation": { title: "Vous êtes déjà représentant légal de cet enfant", what: "Indiquez l'autre représentant légal." },
  "identity.profile-closed": { title: "Ce profil a été fermé", what: "Un représentant légal peut le réactiver depuis ses profils : « Les profils qui me sont rattachés »." },
  "identity.login-refused": { title: "Identifiant ou mot de passe incorrect", what: "Vérifiez votre saisie : majuscules et minuscules comptent dans le mot de passe. Si vous les avez oubliés, générez un nouveau code provisoire pour en choisir d'autres." },
  "identity.login-unknown": { title: "Cette connexion n'est plus en cours", what: "Saisissez de nouveau votre identifiant et votre mot de passe." },
  "identity.code-refused": { title: "Ce code n'est pas valable", what: "Un code sert une seule fois, pendant 5 minutes, et seul le dernier envoyé compte. Vérifiez-le ou demandez-en un nouveau." },
  "identity.factor-disabled": { title: "L'envoi de codes est suspendu pour ce compte", what: "Trop de codes faux ont été saisis. Générez un nouveau code provisoire pour choisir un nouveau mot de passe, ou appelez le 3422." },
  "identity.federation-refused": { title: "La connexion avec Pro Santé Connect n'a pas abouti", what: "Recommencez depuis la page de connexion. Si le refus persiste, vérifiez votre situation dans l'Annuaire Santé auprès de votre ordre ou de l'autorité d'enregistrement." },
  "identity.federation-unavailable": { title: "Pro Santé Connect ne répond pas", what: "Réessayez dans quelques minutes." },
  "identity.federation-off": { title: "Cette façon de se connecter n'est pas proposée ici", what: "Connectez-vous avec votre identifiant." },
  "identity.profile-not-open": { title: "Ce profil est déjà clôturé", what: "Pour l'utiliser de nouveau, connectez-vous : il vous sera proposé de le réactiver." },
  "identity.profile-not-closed": { title: "Ce profil ne peut pas être réactivé", what: "Il l'a déjà été, ou ses données sont en cours de suppression. Connectez-vous pour le savoir." },
  "identity.return-refused": { title: "Votre connexion n'est plus valable", what: "Par sécurité, elle ne dure que 20 minutes. Connectez-vous de nouveau." },
  "identity.deletion-under-way": { title: "La suppression est déjà demandée", what: "Elle est en cours ; vous recevrez un message quand elle sera terminée." },
  "identity.deletion-unknown": { title: "Suppression introuvable", what: "Vérifiez l'adresse reçue par e-mail." },
  "identity.session-over": { title: "Votre session est terminée", what: "Reconnectez-vous pour continuer." },
  "identity.overloaded": { title: "Le service est très demandé", what: "Réessayez dans quelques secondes. Ce que vous avez saisi est conservé." },
  "identity.password-refused": { title: "Ce n'est pas votre mot de passe actuel", what: "Vérifiez votre saisie : majuscules et minuscules comptent." },
  "identity.change-refused": { title: "Ce code n'est pas valable", what: "Vérifiez le dernier code reçu. Après 15 minutes ou 5 essais, recommencez le changement." },
  "identity.account-changed": { title: "Votre compte vient d'être modifié", what: "Réessayez dans un instant." },
  "identity.session-unknown": { title: "Cette session n'existe pas", what: "Elle est peut-être déjà fermée. Rechargez la page." },
  "identity.nothing-to-recover": { title: "Votre espace n'est pas encore activé", what: "Vous n'avez pas encore d'identifiant : activez votre espace avec ce même code." },
  "identity.caller-unknown": { title: "Ces réponses n'identifient personne", what: "Vérifiez-les avec la personne, sans lui dire laquelle ne convient pas. Si elle ne peut pas s'identifier, orientez-la vers un guichet France services ou vers sa caisse." },
  "identity.call-unknown": { title: "Ce dossier d'appel n'est plus ouvert", what: "Un dossier reste ouvert 30 minutes. Identifiez de nouveau la personne." },
  "identity.code-needed": { title: "Il faut le code provisoire de la personne", what: "Par téléphone, l'opposition se fait avec le code provisoire. Envoyez-en un nouveau, ou proposez un courrier." },
  "identity.change-unknown": { title: "Cette demande de correction n'existe pas", what: "Rechargez la liste." },
  "identity.change-decided": { title: "Cette demande de correction est déjà close", what: "Rechargez la liste. Au besoin, identifiez de nouveau la personne et recommencez." },
  "identity.four-eyes": { title: "Un autre conseiller doit décider", what: "Vous avez proposé cette correction : un second conseiller doit l'approuver ou la refuser." },
  "identity.import-unknown": { title: "Import introuvable", what: "Choisissez un import dans la liste." },
  "identity.withdrawals-not-held": { title: "Aucun retrait n'attend cette décision", what: "Rechargez la page : une décision a déjà été prise, ou rien n'a été retenu." },
  "identity.import-not-done": { title: "L'import n'est pas terminé", what: "Attendez la fin de l'import, puis envoyez les invitations." },

  "documents.too-large": { title: "Ce fichier est trop lourd", what: "La taille maximale autorisée est de 5 Mo. Réduisez la qualité de la numérisation, ou séparez le document en plusieurs fichiers." },
  "documents.file-empty": { title: "Ce fichier est vide", what: "Vérifiez-le sur votre appareil, puis choisissez-le à nouveau." },
  "documents.format-refused": { title: "Ce format n'est pas accepté", what: "Les documents doivent être aux formats JPG, PDF, PNG, TXT, RTF ou TIF." },
  "documents.name-mismatch": { title: "Le nom du fichier ne correspond pas à son contenu", what: "Enregistrez-le à nouveau depuis le logiciel d'origine, puis recommencez." },
  "documents.file-damaged": { title: "Ce fichier est abîmé et ne peut pas être lu", what: "Ouvrez-le sur votre appareil, enregistrez-le à nouveau, puis recommencez." },
  "documents.file-protected": { title: "Ce fichier est protégé par un mot de passe", what: "Enregistrez une copie sans mot de passe, puis recommencez." },
  "documents.active-content": { title: "Ce fichier contient un programme ou un autre fichier", what: "Par sécurité, il n'est pas accepté. Imprimez-le vers un nouveau fichier PDF (« Imprimer », puis « Enregistrer en PDF »), puis recommencez." },
  "documents.image-too-big": { title: "Cette image a trop de pixels", what: "Réduisez ses dimensions, ou numérisez-la à 300 points par pouce, puis recommencez." },
  "documents.file-too-complex": { title: "Ce fichier est trop complexe pour être vérifié", what: "Imprimez-le vers un nouveau fichier PDF (« Imprimer », puis « Enregistrer en PDF »), puis recommencez." },
  "documents.preview-impossible": { title: "L'aperçu de ce document ne peut pas être affiché", what: "Téléchargez-le pour l'ouvrir avec une application de votre appareil." },
  "documents.busy": { title: "Beaucoup de fichiers sont en cours de traitement", what: "Rien n'a été enregistré ni perdu. Réessayez dans quelques secondes." },
  "documents.content-damaged": { title: "Ce document ne peut pas être lu", what: "Son contenu ne correspond pas à ce qui a été déposé. Nos équipes sont prévenues : réessayez plus tard." },
  "documents.export-not-ready": { title: "Cette copie de vos données n'est pas disponible", what: "Si elle est en préparation, attendez l'e-mail qui l'annonce. Sinon, demandez une nouvelle copie." },
  "documents.storage-unavailable": { title: "Le coffre des documents ne répond pas", what: "Rien n'est perdu ni enregistré à moitié. Réessayez dans quelques instants." },
  "documents.storage-full": { title: "Le coffre des documents n'a plus de place pour l'instant", what: "Votre document n'a pas été enregistré. Nos équipes sont prévenues : réessayez un peu plus tard." },
  "documents.infected": { title: "L'antivirus a reconnu un programme malveillant dans ce fichier", what: "Il n'a pas été enregistré. Vérifiez votre appareil avec un antivirus avant de recommencer." },
  "documents.scan-unavailable": { title: "Ce fichier n'a pas pu être analysé par l'antivirus", what: "Par sécurité, il n'a pas été enregistré. Réessayez dans quelques instants." },
  "documents.idempotency-key-reused": { title: "Ce document est déjà enregistré", what: "Un premier envoi était arrivé. Vérifiez ses informations dans la liste des documents." },
  "documents.version-changed": { title: "Ce document a changé entre-temps", what: "Rechargez la page pour voir la dernière version, puis recommencez." },
  "documents.not-yours": { title: "Ce document a été déposé par quelqu'un d'autre", what: "Seul son auteur peut le remplacer ou le supprimer. Le patient peut le masquer aux professionnels." },
  "documents.not-author": { title: "Cette action ne vous est pas ouverte sur ce document", what: "Son auteur et le professionnel administrateur peuvent le masquer ou l'annoncer ; seul le patient peut l'afficher de nouveau." },
  "documents.request-not-attested": { title: "La demande du patient est nécessaire", what: "Attestez que le patient a demandé de masquer ce document, puis recommencez." },
  "documents.cannot-combine": { title: "Ce document attend d'être annoncé au patient", what: "Un document n'est pas à la fois masqué aux professionnels et en attente d'annonce : annoncez-le d'abord." },
  "documents.replaced": { title: "Ce document a été remplacé", what: "Ouvrez la version actuelle pour la modifier, la remplacer ou la supprimer." },
  "documents.trace-lost": { title: "Votre accès n'a pas pu être inscrit dans l'historique de la personne", what: "Sans cette inscription, rien du dossier ne peut être affiché. Réessayez dans quelques secondes." },
  "documents.not-found": { title: "Ce document n'est pas disponible", what: "Il n'existe pas, ou n'est plus accessible." },
  "documents.record-closed": { title: "Cet espace santé est fermé à la demande de son titulaire", what: "Aucun document ne peut y être déposé. Remettez-le directement à la personne." },
  "documents.no-access": { title: "Vous n'avez pas accès à ce dossier", what: "La personne n'a pas donné son accord, ou elle l'a retiré." },
  "documents.rights-unknown": { title: "Vos droits d'accès ne peuvent pas être vérifiés pour l'instant", what: "Par précaution, le dossier n'est pas affiché tant que les derniers choix de la personne ne sont pas confirmés." },

  "messaging.not-found": { title: "Cette conversation n'est pas disponible", what: "Elle n'existe pas, ou n'est plus accessible." },
  "messaging.no-access": { title: "Vous n'avez pas accès à ce dossier", what: "La personne n'a pas donné son accord, ou elle l'a retiré." },
  "messaging.record-closed": { title: "Cet espace santé est fermé à la demande de son titulaire", what: "Aucun message ne peut y être échangé. Contactez directement la personne." },
  "messaging.no-mailbox": { title: "Cette personne n'a pas encore activé sa messagerie", what: "Elle pourra recevoir vos messages lorsqu'elle aura activé son espace santé." },
  "messaging.recipient-unavailable": { title: "Vous ne pouvez plus écrire à ce professionnel", what: "Si vous l'avez bloqué, débloquez-le dans vos paramètres de confidentialité pour lui répondre." },
  "messaging.rights-unknown": { title: "Vos droits d'accès ne peuvent pas être vérifiés pour l'instant", what: "Par précaution, les messages ne sont pas affichés tant que les derniers choix de la personne ne sont pas confirmés." },
  "messaging.storage-unavailable": { title: "Les pièces jointes ne sont pas disponibles pour l'instant", what: "Rien n'est perdu ni envoyé à moitié. Réessayez dans quelques instants." },
  "messaging.attachment-damaged": { title: "Cette pièce jointe ne peut pas être lue pour l'instant", what: "Son contenu ne correspond pas à ce qui a été envoyé. Réessayez plus tard." },
  "messaging.too-large": { title: "Ce message est trop lourd", what: "Joignez au plus 5 fichiers, de 5 Mo au plus chacun." },
  "messaging.format-refused": { title: "Ce format de fichier n'est pas accepté", what: "Joignez un fichier JPG, PDF, PNG, TXT, RTF ou TIF." },
  "messaging.key-reused": { title: "Cet envoi a déjà servi pour un autre message", what: "Rechargez la page pour voir ce qui est parti, puis recommencez." },

  "consent.record-unknown": { title: "Ce dossier est introuvable", what: "Recherchez de nouveau la personne." },
  "consent.professional-unknown": { title: "Ce professionnel est introuvable", what: "Vous pouvez agir sur les professionnels avec qui vous avez déjà été en contact." },
  "consent.no-access": { title: "Vous n'avez pas encore accès à ce dossier", what: "Déclarez la prise en charge de la personne, avec son accord." },
  "consent.access-refused": { title: "L'accès à ce dossier vous est refusé", what: "La personne n'autorise pas votre accès. Elle seule peut revenir sur ce choix." },
  "consent.too-many-entries": { title: "Il y a trop d'actions pour un document PDF", what: "Choisissez une période plus courte, ou téléchargez le tableau (CSV)." },
  "profile.no-access": { title: "Vous n'avez pas accès à ce dossier", what: "La personne n'a pas donné son accord, ou elle l'a retiré." },
  "profile.profession-refused": { title: "Le profil médical n'est pas ouvert à votre profession", what: "La grille d'autorisation en décide. Les documents que votre profession peut lire restent accessibles." },
  "profile.read-only": { title: "Vous ne pouvez pas écrire ici", what: "Un professionnel qui prend en charge la personne peut ajouter une vaccination, et corriger les siennes." },
  "profile.rights-unknown": { title: "Vos droits d'accès ne peuvent pas être vérifiés pour l'instant", what: "Par précaution, le profil n'est pas affiché tant que les derniers choix de la personne ne sont pas confirmés." },
  "profile.version-changed": { title: "Cet élément a changé entre-temps", what: "Fermez cette fenêtre pour voir la dernière version, puis recommencez." },
  "profile.section-full": { title: "Cette rubrique est pleine", what: "Retirez ce qui ne sert plus, puis recommencez." },
  "profile.section-not-empty": { title: "Cette rubrique contient déjà des éléments", what: "Retirez-les avant d'indiquer que vous n'avez rien à déclarer." },
  "consent.directory-behind": { title: "Votre fiche d'annuaire n'est pas encore arrivée", what: "Réessayez dans quelques secondes." },
  "consent.grid-unknown": { title: "La grille d'autorisation n'est pas encore publiée", what: "Revenez un peu plus tard." },
});

const byStatus: Record<number, Message> = french({
  401: { title: "Votre session a expiré", what: "Reconnectez-vous pour continuer." },
  403: { title: "Cet accès n'est pas autorisé", what: "Si vous pensez que c'est une erreur, appelez le 3422." },
  404: { title: "Introuvable", what: "Cet élément n'existe pas, ou n'est plus accessible." },
  409: { title: "Cela a déjà été fait", what: "Rechargez la page pour voir l'état actuel." },
  412: { title: "Ces informations ont changé entre-temps", what: "Rechargez la page, puis recommencez." },
  413: { title: "Ce fichier est trop lourd", what: "Choisissez un fichier plus petit." },
  415: { title: "Ce format n'est pas accepté", what: "Choisissez un fichier d'un autre format." },
  422: { title: "Certaines informations sont à corriger", what: "Vérifiez les champs signalés." },
  429: { title: "Trop d'essais rapprochés", what: "Par sécurité, patientez un peu avant de réessayer." },
  503: { title: "Le service est momentanément indisponible", what: `Réessayez dans un instant. ${HELP}` },
});

const UNKNOWN: Message = french({ title: "Quelque chose n'a pas fonctionné", what: `Le problème vient de nous. Réessayez dans un instant. ${HELP}` });

/** The message for a problem; says how long to wait when the server did. */
export function messageFor(problem: Problem): Message {
  const message = messages[problem.code] ?? byStatus[problem.status] ?? UNKNOWN;
  if (problem.status !== 429 || problem.retryAfterSeconds === undefined) return message;
  return { ...message, what: french(`Par sécurité, réessayez dans ${waiting(problem.retryAfterSeconds)}.`) };
}

function waiting(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} secondes`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
