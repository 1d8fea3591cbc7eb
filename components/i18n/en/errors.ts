/** What is said when a page or a request fails. Sentences per error code: `error-sentences.ts`. */
export const errors = {
  notFound: {
    title: "This page does not exist",
    body: "The link may be old or mistyped. Your conversations are where you left them.",
  },
  noAccess: {
    title: "You don't have access to this page",
    body: "Ask an administrator of this account if you need it for your work.",
    conversation: "You don't have access to this conversation",
  },
  noAccount: {
    title: "You are not in any account",
    body: "An administrator has to add you to one. This page opens it as soon as that is done.",
  },
  broken: {
    title: "Something went wrong on our side",
    body: "We noted what happened. Please try again; if it stays, give the reference below to whoever looks after this installation.",
  },
  home: "Go to the start page",
} as const;
