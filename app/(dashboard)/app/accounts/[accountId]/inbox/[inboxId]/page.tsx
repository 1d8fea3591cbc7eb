import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function InboxPage(props: ConversationPageProps) {
  return conversationPage("inbox/{inboxId}", props);
}
