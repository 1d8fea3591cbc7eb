import { texts } from "#components/i18n/texts.ts";
import { NoPlace } from "#components/shell/no-place.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { requestLocale } from "./request-locale.ts";

/** Also for an account somebody is no member of: nothing tells whether it exists. */
export default async function NotFoundPage() {
  const t = texts(await requestLocale());
  return (
    <NoPlace
      title={t("errors.notFound.title")}
      body={t("errors.notFound.body")}
      action={<LinkButton href="/app">{t("errors.home")}</LinkButton>}
    />
  );
}
