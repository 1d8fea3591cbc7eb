import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { messagesOf } from "#components/i18n/messages.ts";
import { TextsProvider } from "#components/i18n/texts-provider.tsx";
import { PageProviders } from "#components/shell/page-providers.tsx";
import { directionOf, publicPage } from "./public-page.ts";
import { requestLocale } from "./request-locale.ts";

export const metadata: Metadata = {
  title: { template: "%s · Parley", default: "Parley" },
  description: "Omnichannel agent inbox",
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocale();
  const page = await publicPage();
  return (
    <html
      lang={page?.language ?? locale}
      dir={directionOf(page?.language ?? locale)}
      data-theme={page?.theme ?? undefined}
      suppressHydrationWarning
    >
      <body>
        <TextsProvider
          locale={locale}
          timeZone="UTC"
          messages={messagesOf(locale, ["ui", "shell", "errors", "errorSentences"])}
        >
          <PageProviders theme={page?.theme ?? undefined}>{children}</PageProviders>
        </TextsProvider>
      </body>
    </html>
  );
}
