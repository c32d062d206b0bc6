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
    { title: "Ce que ce site enregistre sur votre appareil", text: ["Deux cookies, sans mesure d'audience : l'un est indispensable à votre connexion et disparaît à la déconnexion ; l'autre ne contient qu'un nombre au hasard, qui permet de vous avertir quand votre compte est ouvert sur un nouvel appareil. Aucune mesure d'audience, aucun service extérieur, aucune donnée de santé gardée par le navigateur."] },
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
  fraudTitle: "Un message vous semble douteux ?",
  fraud: "Nous ne demandons jamais votre mot de passe ni un code à usage unique, et nos messages ne contiennent rien de médical. Seul le conseiller du 3422 que vous appelez peut vous demander votre code provisoire.",
  questionsTitle: "Questions fréquentes",
  questions: [
    { q: "Où trouver le numéro de série de ma carte Vitale ?", a: "Carte avec photo : au recto, en haut à droite, les derniers chiffres de la ligne. Carte sans photo : au verso, en haut à gauche." },
    { q: "Je n'ai pas reçu mon code provisoire, ou je l'ai perdu.", a: "Générez-en un nouveau avec votre carte Vitale et votre date de naissance. Il vous sera envoyé par e-mail ou par SMS, aux coordonnées connues de votre caisse." },
    { q: "J'ai oublié mon identifiant ou mon mot de passe.", a: "Sur la page de connexion, choisissez « Retrouver mes accès » : avec votre carte Vitale et un nouveau code provisoire, vous retrouvez votre identifiant et choisissez un nouveau mot de passe." },
    { q: "Je me suis opposé, puis-je changer d'avis ?", a: "Oui, à tout moment : générez un nouveau code provisoire et activez votre espace." },
    { q: "Comment reconnaître un vrai message ?", a: "Nos messages ne contiennent ni information médicale, ni pièce jointe, ne vous demandent jamais d'y répondre par votre mot de passe ou un code, et ne mènent qu'à ce site." },
  ],
} as const);

export const genuineMessages = french({
  title: "Reconnaître nos vrais messages",
  lead: "Un doute sur un e-mail, un SMS ou un appel ? Voici ce que nous faisons, et ce que nous ne faisons jamais.",
  link: "Comment reconnaître un vrai message",
  parts: [
    {
      title: "Nos messages",
      points: [
        "L'e-mail vient toujours du même expéditeur : « Assurance Maladie - Mon espace santé ».",
        "Il vous salue par vos prénoms et ne contient ni information médicale, ni nom de professionnel, ni pièce jointe.",
        "Ses liens mènent à ce site, et à lui seul : regardez l'adresse avant de cliquer, ou saisissez-la vous-même.",
        "Le même texte est lisible sur ce site, par le lien en haut de l'e-mail.",
      ],
    },
    {
      title: "Ce que nous ne demandons jamais",
      points: [
        "Votre mot de passe, ou un code à usage unique, que ce soit par e-mail, par SMS ou au téléphone.",
        "Un paiement, un numéro de carte bancaire.",
        "De cliquer « tout de suite » sous peine de perdre un droit.",
      ],
    },
    {
      title: "Si vous appelez le 3422",
      points: [
        "Le conseiller vérifie qui vous êtes : nom, date de naissance, fin du numéro de sécurité sociale, numéro de carte Vitale ou code provisoire du courrier. Jamais votre mot de passe, jamais un code d'accès.",
        "Il n'a pas accès à vos données de santé. Ce qu'il fait est inscrit dans votre historique d'activité.",
      ],
    },
    {
      title: "En cas de doute",
      points: [
        "Ne cliquez pas, ne répondez pas. Connectez-vous en saisissant vous-même l'adresse du site.",
        "Transférez un SMS suspect au 33700, signalez un e-mail sur signal-spam.fr, ou appelez le 3422.",
        "Vous avez donné un code ou un mot de passe ? Changez votre mot de passe dans « Mon compte » et fermez les sessions que vous ne reconnaissez pas.",
      ],
    },
  ],
} as const);

export const welcome = french({
  title: (name: string) => `Bienvenue ${name}`,
  lead: "Votre espace est ouvert. Trois choses à faire quand vous voulez, dans l'ordre que vous voulez.",
  later: "Plus tard",
  steps: {
    contact: { title: "Vérifier mes coordonnées", what: "Pour recevoir vos codes d'accès, et savoir qui consulte votre espace." },
    document: { title: "Ajouter un premier document", what: "Une ordonnance, un résultat, un compte rendu." },
    confidentiality: { title: "Choisir qui voit quoi", what: "Autorisez ou bloquez des professionnels, à tout moment." },
  },
} as const);
