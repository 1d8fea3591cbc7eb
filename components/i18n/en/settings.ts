/** Frame of the settings: names of the screens in it. */
export const settings = {
  title: "Settings",
  navigation: "Settings",
  screens: {
    agents: "People",
    inboxes: "Inboxes",
  },
} as const;
