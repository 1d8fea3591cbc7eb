"use client";

import { BellOff, CheckCheck, Ellipsis, Settings2, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError } from "../data/api-error.ts";
import { useActOnNotifications, useNotificationList } from "../data/notifications.ts";
import { useAccountId } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { NotificationRow } from "./notification-row.tsx";

interface NotificationPanelProps {
  /** Somebody goes to a conversation from here. */
  onGo: () => void;
  /** It is the whole screen. */
  isScreen?: boolean;
}

/** What I was told: a list that lives, with what can be done about each and about all. */
export function NotificationPanel({ onGo, isScreen = false }: NotificationPanelProps) {
  const t = useTexts("shell.notifications");
  const errors = useTexts("errorSentences");
  const [withRead, setWithRead] = useState(false);
  const list = useNotificationList(withRead);
  const acts = useActOnNotifications();
  const act = (input: Parameters<typeof acts.mutate>[0]) =>
    acts.mutate(input, { onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }) });
  const Title = isScreen ? "h1" : "h2";
  return (
    <>
      <header className="flex min-h-12 items-center gap-1 border-b border-line ps-4 pe-2">
        <Title className="min-w-0 flex-1 truncate font-semibold">{t("title")}</Title>
        <div className="flex gap-0.5">
          {[false, true].map((value) => (
            <button
              key={String(value)}
              type="button"
              aria-pressed={withRead === value}
              onClick={() => setWithRead(value)}
              className="min-h-7 rounded-md px-2 text-sm font-medium text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink touch:min-h-11"
            >
              {t(value ? "all" : "new")}
            </button>
          ))}
        </div>
        <MoreMenu onAct={act} onGo={onGo} />
      </header>
      <div
        className={classNames("min-h-0 flex-1 overflow-y-auto", isScreen ? "" : "max-h-[min(32rem,70dvh)]")}
        aria-busy={list.isPending}
      >
        {list.rows.length > 0 ? (
          <ul aria-label={t("title")} className="divide-y divide-line">
            {list.rows.map((notification) => (
              <NotificationRow key={notification.id} notification={notification} onAct={act} onGo={onGo} />
            ))}
          </ul>
        ) : list.isPending ? (
          <Waiting />
        ) : list.error ? (
          <ErrorState
            reason={requestSentence(errors, list.error)}
            requestId={list.error instanceof ApiError ? list.error.requestId : null}
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : (
          <EmptyState icon={<BellOff />} title={t("empty")} className="!py-8">
            {t("emptyBody")}
          </EmptyState>
        )}
        {list.hasNextPage ? (
          <div className="p-3">
            <Button className="w-full" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}

function MoreMenu({ onAct, onGo }: { onAct: (input: { act: "readAll" | "removeRead" }) => void; onGo: () => void }) {
  const t = useTexts("shell.notifications");
  const accountId = useAccountId();
  const router = useRouter();
  return (
    <Menu
      align="end"
      trigger={<IconButton size="small" label={t("menu")} icon={<Ellipsis aria-hidden />} />}
      entries={[
        { label: t("readAll"), icon: <CheckCheck aria-hidden />, onSelect: () => onAct({ act: "readAll" }) },
        { label: t("removeRead"), icon: <Trash2 aria-hidden />, onSelect: () => onAct({ act: "removeRead" }) },
        { kind: "separator" },
        {
          label: t("settings"),
          icon: <Settings2 aria-hidden />,
          onSelect: () => {
            onGo();
            router.push(`/app/accounts/${accountId}/profile/settings#notifications`);
          },
        },
      ]}
    />
  );
}

function Waiting() {
  return (
    <div className="grid gap-4 p-4">
      {[1, 2, 3].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
