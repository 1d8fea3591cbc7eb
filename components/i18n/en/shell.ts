/** Frame around every screen: navigation, menus, strips. */
export const shell = {
  skipTo: {
    main: "Skip to content",
    navigation: "Skip to navigation",
    list: "Skip to conversation list",
    thread: "Skip to thread",
    composer: "Skip to reply box",
  },
  navigation: {
    label: "Main",
    collapse: "Collapse navigation",
    expand: "Expand navigation",
    conversations: "Conversations",
    contacts: "Contacts",
    settings: "Settings",
    inboxes: "Inboxes",
    agents: "Agents",
    profile: "Profile",
    me: "Me",
  },
  account: {
    switch: "Switch account",
  },
  me: {
    menu: "(your menu)",
    availability: "Availability",
    theme: "Theme",
    light: "Light",
    dark: "Dark",
    system: "Like the device",
    language: "Language",
    profile: "Profile and preferences",
    developers: "API for developers",
    signOut: "Sign out",
  },
  session: {
    ended: "You are signed out. What you wrote is kept in this browser.",
    signIn: "Sign in again",
  },
} as const;
