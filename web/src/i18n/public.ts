/** Landing page, footer, legal pages, help. */

import { french } from "./typography";

export const landing = french({
  title: "Votre santé, en un seul endroit, sous votre contrôle",
  lead: "Gardez vos ordonnances, vos résultats et vos comptes rendus en lieu sûr. Partagez-les avec les professionnels que vous choisissez, et eux seuls.",
  hasAccount: "Vous avez déjà activé votre espace ?",
  profileOverline: "MON PROFIL MÉDICAL",
  profileTitle: "Partagez l'essentiel de vos informations de santé",
  profileIntro: "Vous pouvez ajouter des informations sur :",
  profileItems: ["Vos maladies et sujets de santé", "Vos traitements", "Vos allergies", "Vos vaccinations", "Vos mesures de santé"],
  profileShare: "Vous pouvez également partager une synthèse de votre profil avec les professionnels de santé de votre choix.",
  promisesTitle: "Ce que vous décidez, et que nous tenons",
  promises: [
    { icon: "document", title: "Vos documents vous suivent", what: "Ordonnances, résultats, comptes rendus : ajoutez-les, vos professionnels aussi. Vous les retrouvez partout." },
    { icon: "shield", title: "Vous choisissez qui voit quoi", what: "Masquez un document, bloquez un professionnel : c'est effectif dès que nous vous le confirmons." },
    { icon: "clock", title: "Vous savez qui a regardé", what: "Chaque accès est inscrit dans votre historique et vous est signalé par e-mail." },
  ],
  letterTitle: "Vous avez reçu un e-mail ou un courrier ?",
  letter: "Il contient votre code provisoire, valable six semaines. Avec lui, votre numéro de sécurité sociale et votre carte Vitale, activez votre espace en quelques minutes, ou opposez-vous à sa création : c'est votre choix.",
  professional: "Espace professionnel",
  operator: "Espace opérateur",
} as const);

export const footer = french({
  label: "Pied de page",
  legal: "Mentions légales et CGU",
  privacy: "Protection des données personnelles",
  rights: "© 2021 - Mon Espace Santé - Tous droits réservés",
} as const);

export const legalPage = french({
  title: "Mentions légales et CGU",
  sections: [
    { title: "Ce qu'est ce site", text: ["Mon espace santé est le carnet de santé numérique des bénéficiaires d'un régime d'assurance maladie français. Cette installation en est une réalisation libre, sous licence EUPL 1.2. Elle ne porte ni la marque, ni le logotype de l'État.", "L'opérateur de l'installation en est l'éditeur et l'hébergeur : ses coordonnées figurent dans votre courrier d'invitation."] },
    { title: "Conditions générales d'utilisation", text: ["L'espace est gratuit et facultatif. Vous pouvez vous opposer à sa création, l'activer plus tard, ou demander sa fermeture à tout moment.", "Votre identifiant, votre mot de passe et vos codes à usage unique sont personnels : ne les communiquez à personne. Aucun agent ne vous les demandera.", "Les documents que vous ajoutez doivent vous concerner. Ceux qu'un professionnel a déposés peuvent être masqués, mais non supprimés par vous."] },
    { title: "Ce que le service ne fait pas", text: ["Il ne remplace pas un avis médical. En cas d'urgence, appelez le 15 ou le 112."] },
  ],
} as const);

export const privacyPage = french({
  title: "Protection des données personnelles",
  lead: "L'Assurance Maladie et le ministère chargé de la santé sont conjointement responsables de ce traitement, au sens du Règlement Général sur la Protection des Données.",
  sections: [
    { title: "Ce qui est conservé", text: ["Votre identité, vos coordonnées de contact, vos documents de santé, la liste des professionnels en contact avec vous et l'historique de leurs actions.", "Vos documents sont chiffrés avec une clé propre à votre dossier."] },
    { title: "Qui y a accès", text: ["Vous. Les professionnels de santé que vous autorisez, dans la limite de la grille d'autorisation de leur profession, et jamais pour un document que vous leur masquez.", "Personne d'autre : ni employeur, ni assureur, ni mutuelle."] },
    { title: "Ce que ce site enregistre sur votre appareil", text: ["Un seul cookie, indispensable à votre connexion, effacé à la déconnexion. Aucune mesure d'audience, aucun service extérieur, aucune donnée de santé gardée par le navigateur."] },
    { title: "Vos droits", text: ["Accès, rectification, opposition, effacement et limitation. Pour les exercer, appelez le 3422 ou adressez-vous au délégué à la protection des données de votre caisse. Vous pouvez saisir la CNIL."] },
  ],
} as const);

export const helpPage = french({
  title: "Aide",
  lead: "Une question, un doute ? Voici comment nous joindre, et les réponses les plus demandées.",
  phoneTitle: "Par téléphone : le 3422",
  phone: "Appel gratuit, du lundi au vendredi. Un conseiller répond à vos questions et vous aide à créer votre espace.",
  deaf: "La ligne est accessible aux personnes sourdes, malentendantes ou ayant des difficultés d'élocution.",
  deskTitle: "Près de chez vous",
  desk: "Un conseiller numérique vous reçoit dans l'un des 2 600 guichets France services.",
  questionsTitle: "Questions fréquentes",
  questions: [
    { q: "Où trouver le numéro de série de ma carte Vitale ?", a: "Carte avec photo : au recto, en haut à droite, les derniers chiffres de la ligne. Carte sans photo : au verso, en haut à gauche." },
    { q: "Je n'ai pas reçu mon code provisoire, ou je l'ai perdu.", a: "Générez-en un nouveau avec votre carte Vitale et votre date de naissance. Il vous sera envoyé par e-mail ou par SMS, aux coordonnées connues de votre caisse." },
    { q: "J'ai oublié mon identifiant ou mon mot de passe.", a: "Générez un nouveau code provisoire et refaites l'identification : vous choisirez un nouvel identifiant et un nouveau mot de passe." },
    { q: "Je me suis opposé, puis-je changer d'avis ?", a: "Oui, à tout moment : générez un nouveau code provisoire et activez votre espace." },
    { q: "Comment reconnaître un vrai message ?", a: "Nos messages ne contiennent ni information médicale, ni pièce jointe, ne demandent jamais votre mot de passe ni un code, et ne mènent qu'à ce site." },
  ],
} as const);
