import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function ConversationInMentionsPage(props: ConversationPageProps) {
  return conversationPage("mentions/conversations/{conversationId}", props);
}
