import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInAllPage(props: ConversationPageProps) {
  return conversationPage("conversations/{conversationId}", props);
}
