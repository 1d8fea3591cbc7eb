"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useAgents } from "../../data/agents.ts";
import { ApiError } from "../../data/api-error.ts";
import { useViewer } from "../../data/viewer.tsx";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AgentRow } from "./agent-row.tsx";

const InviteDialog = dynamic(() => import("./invite-dialog.tsx").then((module) => module.InviteDialog), { ssr: false });

/** Who works in this account: list, invite, change role, remove. */
export function AgentsScreen() {
  const t = useTexts("agents");
  const { membership } = useViewer();
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", { account: membership.name })}
        actions={
          <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        }
      />
      <Card>
        <AgentList />
      </Card>
      {inviting ? <InviteDialog open onOpenChange={setInviting} /> : null}
    </>
  );
}

function AgentList() {
  const t = useTexts("agents");
  const errors = useTexts("errorSentences");
  const { data: agents, error, refetch, isFetching } = useAgents();
  if (agents) {
    return (
      <ul aria-label={t("list")} className="-my-3 divide-y divide-line">
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} />
        ))}
      </ul>
    );
  }
  if (error) {
    const requestId = error instanceof ApiError ? error.requestId : null;
    return (
      <ErrorState
        reason={requestSentence(errors, error)}
        requestId={requestId}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  }
  return (
    <div className="grid gap-3">
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
      <Skeleton className="h-12" />
    </div>
  );
}
