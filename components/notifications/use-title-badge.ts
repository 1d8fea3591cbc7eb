"use client";

import { useEffect } from "react";

const BADGE = /^\(\d+\+?\) /;

/** "(3) Conversations": how much is new, in the title of the tab, whatever the page calls itself next. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const show = () => {
      const plain = document.title.replace(BADGE, "");
      const title = count > 0 ? `(${count > 99 ? "99+" : count}) ${plain}` : plain;
      if (document.title !== title) document.title = title;
    };
    show();
    // Each page brings a title of its own.
    const observer = new MutationObserver(show);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}
