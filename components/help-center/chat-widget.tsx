"use client";

import { useEffect } from "react";

interface ChatWindow extends Window {
  chatwootSettings?: { locale: string };
  chatwootSDK?: { run(options: { websiteToken: string; baseUrl: string }): void };
}

interface ChatWidgetProps {
  token: string;
  baseUrl: string;
  locale: string;
}

/** The chat of the website inbox that is linked, loaded when the page stands. */
export function ChatWidget({ token, baseUrl, locale }: ChatWidgetProps) {
  useEffect(() => {
    const page = window as ChatWindow;
    page.chatwootSettings = { locale };
    const script = document.createElement("script");
    script.src = `${baseUrl}/packs/js/sdk.js`;
    script.async = true;
    script.onload = () => page.chatwootSDK?.run({ websiteToken: token, baseUrl });
    document.body.append(script);
    return () => script.remove();
  }, [token, baseUrl, locale]);
  return null;
}
