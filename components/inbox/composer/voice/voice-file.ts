import { readWebm } from "./read-webm.ts";
import { writeOgg } from "./write-ogg.ts";

/**
 * A recording as it is sent. Phones play Opus in Ogg as a voice message; browsers that put it into WebM have it put into
 * Ogg here, without decoding anything. What cannot be is sent as it was recorded.
 *
 * @param recordedType  MIME type, with or without codecs
 */
export async function voiceFile(recording: Blob, recordedType: string): Promise<File> {
  const type = recordedType.split(";")[0] ?? "";
  const stream = type === "audio/webm" ? readWebm(new Uint8Array(await recording.arrayBuffer())) : null;
  const name = `voice-${Date.now()}`;
  if (stream) return new File([writeOgg(stream)], `${name}.ogg`, { type: "audio/ogg" });
  return new File([recording], `${name}.${type === "audio/mp4" ? "m4a" : type.split("/")[1]}`, { type });
}
