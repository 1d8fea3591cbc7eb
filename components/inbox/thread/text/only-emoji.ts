const EMOJI = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Up to three emoji and nothing else: shown large. */
export const isOnlyEmoji = (text: string): boolean => text.length <= 60 && EMOJI.test(text.trim());
