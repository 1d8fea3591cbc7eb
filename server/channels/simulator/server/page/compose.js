/** Talks to the control API. @returns the answer; @throws Error with the simulator's words */
export async function control(path, body) {
  const init =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/control/${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `status ${response.status}`);
  return answer;
}

/** Content of a message of the given kind, made up on the spot; null when the player changed their mind. */
export async function makeUp(kind) {
  if (kind === "image") return { attachments: [await picture()] };
  if (kind === "voice") return { attachments: [voice()] };
  if (kind === "location")
    return { location: { latitude: 38.8951, longitude: -77.0364, name: "Yard gate", address: "14 Fictional Wharf" } };
  if (kind === "contact")
    return {
      contact: {
        name: "Rosalind Pike",
        phone: "+1 202-555-0197",
        vcard: "BEGIN:VCARD\nVERSION:3.0\nFN:Rosalind Pike\nTEL:+1 202-555-0197\nEND:VCARD",
      },
    };
  const title = prompt("Question of the poll", "Which slot on Thursday?");
  const options = title && prompt("Options, separated by commas", "08:00, 11:30, 16:00");
  if (!options) return null;
  return {
    poll: {
      title,
      options: options
        .split(",")
        .map((option) => option.trim())
        .filter(Boolean),
      max_choices: 1,
    },
  };
}

/** A file the player chose, as an attachment of the fitting kind. */
export async function fileAttachment(file) {
  const family = file.type.split("/")[0];
  const kind = ["image", "video", "audio"].includes(family) ? family : "document";
  return {
    kind,
    file_name: file.name,
    content_type: file.type || "application/octet-stream",
    data: toBase64(new Uint8Array(await file.arrayBuffer())),
  };
}

async function picture() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
  const pen = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 360);
  pen.fillStyle = `hsl(${hue} 60% 70%)`;
  pen.fillRect(0, 0, 480, 320);
  pen.fillStyle = `hsl(${hue + 40} 70% 45%)`;
  pen.beginPath();
  pen.arc(120 + Math.random() * 240, 100 + Math.random() * 120, 70, 0, 7);
  pen.fill();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  return {
    kind: "image",
    file_name: "photo.jpg",
    content_type: "image/jpeg",
    data: toBase64(new Uint8Array(await blob.arrayBuffer())),
  };
}

/** Two seconds of a rising tone, 8 kHz mono. */
function voice() {
  const rate = 8000;
  const samples = rate * 2;
  const bytes = new Uint8Array(44 + samples);
  const view = new DataView(bytes.buffer);
  const word = (offset, text) => bytes.set(new TextEncoder().encode(text), offset);
  word(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  word(36, "data");
  view.setUint32(40, samples, true);
  for (let index = 0; index < samples; index++)
    bytes[44 + index] = 128 + 60 * Math.sin((index / rate) * (300 + index / 40) * 2 * Math.PI);
  return { kind: "voice", file_name: "voice.wav", content_type: "audio/wav", seconds: 2, data: toBase64(bytes) };
}

function toBase64(bytes) {
  let text = "";
  for (let index = 0; index < bytes.length; index += 0x8000)
    text += String.fromCharCode(...bytes.subarray(index, index + 0x8000));
  return btoa(text);
}
