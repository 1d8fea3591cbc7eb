import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInUnattendedPage(props: ConversationPageProps) {
  return conversationPage("unattended/conversations/{conversationId}", props);
}
