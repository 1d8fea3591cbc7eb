import { type ConversationPageProps, conversationMetadata, conversationPage } from "../conversation-page.tsx";

export const generateMetadata = conversationMetadata;

export default function DashboardPage(props: ConversationPageProps) {
  return conversationPage("dashboard", props);
}
