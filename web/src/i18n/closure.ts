import { french } from "./typography";

export const closure = french({
  title: "Clôture du profil",
  lead: "Vous pouvez fermer votre profil quand vous le voulez, et y revenir quand vous le voulez. Supprimer vos données est un autre choix, définitif.",
  close: {
    title: "Clôturer mon profil",
    what: "Votre profil est figé : plus personne n'y accède et rien ne peut y être déposé. Rien n'est supprimé.",
    points: [
      "Vous êtes déconnecté de tous vos appareils.",
      "Les professionnels de santé et les applications n'accèdent plus à vos données, même en urgence.",
      "Plus aucun document ne peut être déposé ni aucun message reçu.",
    ],
    back: "Pour revenir, il suffira de vous connecter : tout ce que contenait votre profil vous sera rendu.",
    act: "Clôturer mon profil",
    sure: "Clôturer votre profil ?",
    done: "Votre profil est clôturé",
    doneWhat: "C'est effectif partout : plus personne n'y accède. Un message de confirmation vous est envoyé.",
    spreadingWhat: "Votre choix est enregistré et ne sera pas perdu. Il se propage à tous nos services. Un message de confirmation vous est envoyé.",
    keep: "Rien n'est supprimé. Pour réactiver votre profil, connectez-vous avec votre identifiant et votre mot de passe.",
  },
  erase: {
    title: "Supprimer mes données",
    what: "Vos documents et toutes vos données de santé sont effacés par chacun de nos services. C'est définitif.",
    points: [
      "Vos documents, votre historique et vos choix de confidentialité sont effacés, et vos clés détruites.",
      "Votre identifiant et votre mot de passe ne servent plus.",
      "Les documents gardés par vos médecins ou votre hôpital ne sont pas concernés.",
    ],
    back: "Il n'y a pas de retour possible. Pensez à télécharger avant les documents que vous voulez garder.",
    act: "Demander la suppression",
    sure: "Supprimer définitivement vos données ?",
  },
  child: {
    profiles: "Voir mes profils",
    close: {
      title: "Clôturer ce profil",
      what: "Le profil de l'enfant est figé : plus personne n'y accède et rien ne peut y être déposé. Rien n'est supprimé.",
      points: [
        "Les professionnels de santé et les applications n'accèdent plus à ses données, même en urgence.",
        "Plus aucun document ne peut être déposé ni aucun message reçu.",
        "L'autre représentant légal, s'il y en a un, en est informé.",
      ],
      back: "Un représentant légal peut le réactiver à tout moment depuis ses profils : tout ce qu'il contenait sera rendu.",
      act: "Clôturer ce profil",
      sure: "Clôturer le profil de cet enfant ?",
      done: (name: string) => `Le profil de ${name} est clôturé.`,
    },
    erase: {
      title: "Supprimer ses données",
      titleOf: (name: string) => `Supprimer les données de ${name}`,
      backClosed: "Il n'y a pas de retour possible. Pour garder une copie de ses documents, réactivez d'abord son profil.",
      what: "Les documents et toutes les données de santé de l'enfant sont effacés par chacun de nos services. C'est définitif.",
      points: [
        "Ses documents, son historique et ses choix de confidentialité sont effacés, et leurs clés détruites.",
        "Plus aucun représentant légal n'a accès à ce profil.",
        "Les documents gardés par ses médecins ou son hôpital ne sont pas concernés.",
      ],
      back: "Il n'y a pas de retour possible. Pensez à télécharger avant les documents que vous voulez garder.",
      act: "Demander la suppression",
      sure: "Supprimer définitivement les données de cet enfant ?",
    },
  },
  proof: {
    title: "Confirmer que c'est bien vous",
    lead: "Par sécurité, saisissez votre mot de passe, puis le code que nous vous envoyons.",
    password: "Mot de passe",
    next: "Recevoir un code",
    form: "Confirmation de votre identité",
    code: "Code à usage unique",
    sent: (to: string) => `Un code à 6 chiffres vient d'être envoyé à ${to}. Il est valable 5 minutes.`,
    again: "Renvoyer un code",
    byOther: { email: "Recevoir le code par e-mail", sms: "Recevoir le code par SMS" },
    wrong: { password: "Saisissez votre mot de passe.", code: "Saisissez les 6 chiffres du code reçu." },
  },
  login: "Se connecter",
  home: "Retour à l'accueil",
} as const);

export const closed = french({
  title: "Votre profil est clôturé",
  lead: (name: string) => `Bonjour ${name}. Votre profil est figé depuis que vous l'avez clôturé : rien n'a été supprimé.`,
  since: (day: string) => `Clôturé le ${day}`,
  reactivate: { title: "Réactiver mon profil", what: "Vous retrouvez vos documents, votre historique et vos choix tels que vous les avez laissés.", act: "Réactiver mon profil", done: "Votre profil est réactivé. Vous y retrouvez tout ce qu'il contenait." },
  erase: { title: "Supprimer mes données", what: "Vous ne voulez pas revenir : demandez que tout soit effacé, définitivement." },
  leave: "Ne rien changer et quitter",
} as const);

/** What each service holds, by its name; one that is not here is shown by its name. */
export const services: Readonly<Record<string, string>> = french({ documents: "Documents", consent: "Accès et historique", notifier: "Messages et coordonnées", profile: "Profil médical", messaging: "Messagerie", catalog: "Applications", agenda: "Agenda" });

/** Read by who had their own data erased as by a parent who had a child's: the page knows neither (CLO-07). */
export const deletion = french({
  title: "Suppression des données",
  underWay: "La suppression est en cours",
  underWayWhat: "Chaque service efface ce qu'il conserve, puis le confirme. Vous pouvez fermer cette page : un dernier message vous dira que c'est terminé.",
  done: "Toutes les données sont supprimées",
  doneWhat: (day: string) => `Tous les services l'ont confirmé le ${day}. Un dernier message vous est envoyé.`,
  progress: "Services qui ont confirmé",
  count: (confirmed: number, total: number) => `${confirmed} service${confirmed > 1 ? "s" : ""} sur ${total} ${confirmed > 1 ? "ont" : "a"} confirmé`,
  confirmed: (at: string) => `effacé à ${at}`,
  waiting: "en cours",
  requested: (day: string) => `Demandée le ${day}`,
} as const);

export const deletions = french({
  title: "Suppressions",
  lead: "Demandes de suppression : chacune est terminée quand tous les services l'ont confirmée. Personne n'y est nommé.",
  table: "Demandes de suppression",
  requested: "Demandée",
  state: "État",
  waitedFor: "Attend",
  none: "Aucune demande",
  noneWhat: "Les demandes de suppression apparaîtront ici.",
  underWay: "En cours",
  done: "Terminée",
  nobody: "personne",
} as const);
