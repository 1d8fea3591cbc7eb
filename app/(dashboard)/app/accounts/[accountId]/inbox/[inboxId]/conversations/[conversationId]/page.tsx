import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInInboxPage(props: ConversationPageProps) {
  return conversationPage("inbox/{inboxId}/conversations/{conversationId}", props);
}
