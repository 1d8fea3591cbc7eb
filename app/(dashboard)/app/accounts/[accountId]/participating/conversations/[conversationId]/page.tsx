import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInParticipatingPage(props: ConversationPageProps) {
  return conversationPage("participating/conversations/{conversationId}", props);
}
