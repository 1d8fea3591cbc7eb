const PATIENCE_MS = 2_000;

/** Moves the focus to the messages of a conversation as soon as they are there. */
export function focusThread(conversationId: number, until = performance.now() + PATIENCE_MS): void {
  const place = `[data-conversation="${conversationId}"] [data-testid=thread] [tabindex="0"]`;
  const message = document.querySelector<HTMLElement>(place);
  if (message) message.focus();
  else if (performance.now() < until) requestAnimationFrame(() => focusThread(conversationId, until));
}
