import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ParticipatingPage(props: ConversationPageProps) {
  return conversationPage("participating/conversations", props);
}
