/** Whether this browser can record at all; not on pages without encryption. */
export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices?.getUserMedia);
