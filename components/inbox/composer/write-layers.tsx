import { OnDemand } from "#components/ui/on-demand.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Writer } from "./use-writer.ts";

const pollDialog = async () => (await import("./poll-dialog.tsx")).PollDialog;
const templateDialog = async () => (await import("./template-dialog.tsx")).TemplateDialog;
const reviewDialog = async () => (await import("./review-dialog.tsx")).ReviewDialog;
const scheduleDialog = async () => (await import("#components/scheduled/schedule-dialog.tsx")).ScheduleDialog;
const editLast = async () => (await import("./edit-last.tsx")).EditLast;

/** The dialog that is open over what is being written, if any. */
export function WriteLayers({ writer, conversation }: { writer: Writer; conversation: Conversation }) {
  const { close } = writer;
  switch (writer.layer) {
    case "poll":
      return (
        <OnDemand key="poll" load={pollDialog} onFail={close} with={{ onSend: writer.sendPoll, onClose: close }} />
      );
    case "template":
      return <OnDemand key="template" load={templateDialog} onFail={close} with={{ conversation, onClose: close }} />;
    case "review":
      if (!writer.missed) return null;
      return (
        <OnDemand
          key="review"
          load={reviewDialog}
          onFail={close}
          with={{ reply: writer.missed, onSend: writer.sendNow, onKeep: writer.keepWriting }}
        />
      );
    case "schedule":
      return (
        <OnDemand
          key="schedule"
          load={scheduleDialog}
          onFail={close}
          with={{ conversationId: conversation.id, begun: writer.draft, onClose: close, onSaved: writer.clear }}
        />
      );
    case "edit":
      return (
        <OnDemand
          key="edit"
          load={editLast}
          onFail={close}
          with={{ conversation, maxLength: writer.limit, onClose: close }}
        />
      );
    default:
      return null;
  }
}
