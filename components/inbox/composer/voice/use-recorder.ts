"use client";

import { useEffect, useRef, useState } from "react";
import { voiceFile } from "./voice-file.ts";

/** Formats by preference: what phones play as a voice message comes first, then what becomes it without loss. */
const FORMATS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4", "audio/webm"];
const TICK_MS = 100;

export type RecorderState =
  | { step: "asking" }
  | { step: "recording" | "paused"; seconds: number; level: number }
  | { step: "ready"; file: File; seconds: number }
  | { step: "failed"; reason: "denied" | "missing" | "other"; words: string };

/** Records from the microphone, beginning at once. What is recorded stays here until it is taken. */
export function useRecorder() {
  const [state, setState] = useState<RecorderState>({ step: "asking" });
  const session = useRef<Session | null>(null);
  useEffect(() => {
    let isClosed = false;
    const open = async () => {
      try {
        const opened = await startSession((seconds, level) =>
          setState((held) =>
            held.step === "recording" || held.step === "asking" ? { step: "recording", seconds, level } : held,
          ),
        );
        if (isClosed) opened.close();
        else session.current = opened;
      } catch (error) {
        if (!isClosed) setState(failure(error));
      }
    };
    void open();
    return () => {
      isClosed = true;
      session.current?.close();
      session.current = null;
    };
  }, []);
  return {
    state,
    pause: () => {
      session.current?.recorder.pause();
      setState((held) => (held.step === "recording" ? { ...held, step: "paused" } : held));
    },
    resume: () => {
      session.current?.recorder.resume();
      setState((held) => (held.step === "paused" ? { ...held, step: "recording" } : held));
    },
    stop: async () => {
      try {
        const taken = await session.current?.finish();
        if (taken) setState({ step: "ready", ...taken });
      } catch (error) {
        setState(failure(error));
      }
    },
  };
}

interface Session {
  recorder: MediaRecorder;
  finish: () => Promise<{ file: File; seconds: number }>;
  close: () => void;
}

async function startSession(onTick: (seconds: number, level: number) => void): Promise<Session> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  });
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const meter = openMeter(stream);
  const pieces: Blob[] = [];
  let seconds = 0;
  recorder.ondataavailable = ({ data }) => void pieces.push(data);
  const timer = setInterval(() => {
    if (recorder.state !== "recording") return;
    seconds += TICK_MS / 1000;
    onTick(seconds, meter.level());
  }, TICK_MS);
  recorder.start(1000);
  const close = () => {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  const finish = () =>
    new Promise<{ file: File; seconds: number }>((resolve, reject) => {
      recorder.onstop = () => {
        voiceFile(new Blob(pieces), recorder.mimeType || "audio/webm").then(
          (file) => resolve({ file, seconds }),
          reject,
        );
      };
      close();
    });
  return { recorder, finish, close };
}

function openMeter(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  return {
    /** 0 to 1. */
    level: () => {
      analyser.getByteTimeDomainData(samples);
      return Math.min(1, Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 90);
    },
    close: () => {
      if (context.state !== "closed") void context.close();
    },
  };
}

function failure(error: unknown): RecorderState {
  const name = error instanceof DOMException ? error.name : "";
  const reason =
    name === "NotAllowedError" || name === "SecurityError" ? "denied" : name === "NotFoundError" ? "missing" : "other";
  return { step: "failed", reason, words: error instanceof Error ? error.message : String(error) };
}
