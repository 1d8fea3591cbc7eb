"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { StreamHandle } from "./stream/message-stream.tsx";

/** How long a message is highlighted that somebody went to. */
const FLASH_MS = 2000;

interface MessageJump {
  /** From the address of the page; null for none. */
  messageId: number | null;
  /** The messages around are there. */
  isLoaded: boolean;
  stream: RefObject<StreamHandle | null>;
}

/** Light on a message, while it is looked for and for a while after it is there. */
export function useMessageJump({ messageId, isLoaded, stream }: MessageJump, setAnchor: (anchor: number) => void) {
  const [flashedId, setFlashedId] = useState(messageId);
  const asked = useRef(messageId);
  const jumpTo = useCallback(
    (id: number) => {
      setFlashedId(id);
      if (!stream.current?.showMessage(id)) setAnchor(id);
    },
    [stream, setAnchor],
  );
  useEffect(() => {
    if (messageId !== null && messageId !== asked.current) jumpTo(messageId);
    asked.current = messageId;
  }, [messageId, jumpTo]);
  useEffect(() => {
    if (flashedId === null || !isLoaded) return;
    const timer = setTimeout(() => setFlashedId(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashedId, isLoaded]);
  return { flashedId, jumpTo };
}
