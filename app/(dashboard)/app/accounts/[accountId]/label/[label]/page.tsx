import { type ConversationPageProps, conversationMetadata, conversationPage } from "../../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function LabelPage(props: ConversationPageProps) {
  return conversationPage("label/{label}", props);
}
