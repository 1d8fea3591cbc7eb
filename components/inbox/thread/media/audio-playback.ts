"use client";

import { useSyncExternalStore } from "react";

export const SPEEDS = [1, 1.5, 2] as const;

export interface Playback {
  /** Address that plays or is paused; null before the first. */
  url: string | null;
  playing: boolean;
  position: number;
  duration: number;
  speed: number;
  failed: boolean;
}

/**
 * One voice for the whole page: starting a second recording stops the first, and what plays goes on while its bubble is
 * scrolled out of the page.
 */
class AudioPlayback {
  private element: HTMLAudioElement | null = null;
  private readers = new Set<() => void>();
  private state: Playback = { url: null, playing: false, position: 0, duration: 0, speed: 1, failed: false };

  readonly read = (): Playback => this.state;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  };

  async toggle(url: string): Promise<void> {
    const audio = this.ensureElement();
    if (this.state.url !== url) {
      audio.src = url;
      this.set({ url, position: 0, duration: 0, failed: false });
    } else if (!audio.paused) return audio.pause();
    audio.playbackRate = this.state.speed;
    try {
      await audio.play();
    } catch (error) {
      // A newer start replaces this one; anything else means it cannot be played.
      if (!(error instanceof DOMException && error.name === "AbortError")) this.set({ failed: true, playing: false });
    }
  }

  seek(url: string, seconds: number): void {
    if (this.state.url !== url || !this.element) return;
    this.element.currentTime = seconds;
    this.set({ position: seconds });
  }

  nextSpeed(): void {
    const speed = SPEEDS[(SPEEDS.indexOf(this.state.speed as 1) + 1) % SPEEDS.length] ?? 1;
    if (this.element) this.element.playbackRate = speed;
    this.set({ speed });
  }

  private ensureElement(): HTMLAudioElement {
    if (this.element) return this.element;
    const audio = new Audio();
    audio.preload = "metadata";
    audio.onplay = () => this.set({ playing: true, failed: false });
    audio.onpause = () => this.set({ playing: false });
    audio.onended = () => this.set({ playing: false, position: 0 });
    audio.ontimeupdate = () => this.set({ position: audio.currentTime });
    audio.ondurationchange = () => this.set({ duration: Number.isFinite(audio.duration) ? audio.duration : 0 });
    audio.onerror = () => this.set({ failed: true, playing: false });
    this.element = audio;
    return audio;
  }

  private set(change: Partial<Playback>): void {
    this.state = { ...this.state, ...change };
    for (const reader of this.readers) reader();
  }
}

export const audioPlayback = new AudioPlayback();

const silent: Playback = { url: null, playing: false, position: 0, duration: 0, speed: 1, failed: false };

/** Where the recording at an address stands; recordings that are not the current one do not render again. */
export function usePlayback(url: string | null): Playback {
  const current = () => (url !== null && audioPlayback.read().url === url ? audioPlayback.read() : silent);
  return useSyncExternalStore(audioPlayback.subscribe, current, () => silent);
}
