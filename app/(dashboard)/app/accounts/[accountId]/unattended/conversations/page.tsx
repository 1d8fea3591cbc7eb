import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function UnattendedPage(props: ConversationPageProps) {
  return conversationPage("unattended/conversations", props);
}
