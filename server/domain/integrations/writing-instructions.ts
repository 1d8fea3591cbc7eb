const sameLanguage = "Answer in the language of the text, with the result alone: no preface, no quotation marks.";

const rewrites: Record<string, string> = {
  rephrase: "Put the text in other words; keep what it says.",
  fix_spelling_grammar: "Correct spelling and grammar; change nothing else.",
  improve: "Make the text clearer and more pleasant to read; keep what it says.",
  expand: "Write the text out in more detail, without inventing facts.",
  shorten: "Shorten the text; keep everything that matters.",
  simplify: "Put the text in plain, simple words.",
  make_friendly: "Make the text friendlier.",
  friendly: "Make the text friendlier.",
  make_formal: "Make the text more formal.",
  professional: "Make the text professional and courteous.",
  casual: "Make the text relaxed and casual.",
  straightforward: "Make the text direct and to the point.",
  confident: "Make the text sound confident.",
};

/** What is asked of the model to change a text; null for an unknown way to change it. */
export function rewriteInstruction(operation: string): string | null {
  const instruction = Object.hasOwn(rewrites, operation) ? rewrites[operation] : undefined;
  return instruction ? `You help a customer service agent to write. ${instruction} ${sameLanguage}` : null;
}

export const summaryInstruction =
  "You help a customer service agent. Sum up the conversation between customer and agent in short points: what the customer wants, what was said or done, what is still open. Write in the language of the conversation, in at most 200 words.";

export const replyInstruction = `You help a customer service agent. Write the agent's next answer to the customer: friendly, short, without inventing facts. ${sameLanguage}`;

export const labelInstruction = (labels: string[]): string =>
  `You sort conversations of a customer service. Choose at most three of these labels that fit the conversation: ${labels.join(", ")}. Answer with the labels alone, commas between them, or with nothing when none fits.`;
