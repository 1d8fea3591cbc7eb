import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function MentionsPage(props: ConversationPageProps) {
  return conversationPage("mentions/conversations", props);
}
