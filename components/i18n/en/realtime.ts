/** State of the live connection. */
export const realtime = {
  reconnecting: "Reconnecting…",
  off: "Live updates are off – your replies are kept and will be sent",
  back: "Back online",
  retryNow: "Retry now",
} as const;
