import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInLabelPage(props: ConversationPageProps) {
  return conversationPage("label/{label}/conversations/{conversationId}", props);
}
