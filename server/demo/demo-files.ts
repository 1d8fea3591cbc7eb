import sharp from "sharp";

export type DemoFile = "broken mug" | "latte" | "shop window" | "invoice" | "voice";

export interface DrawnFile {
  kind: "image" | "document" | "voice";
  file_name: string;
  content_type: string;
  /** Length of sound. */
  seconds?: number;
  bytes: Buffer;
}

/** The files of the demo, drawn and tuned when they are needed: no photographs of anybody, nothing to download. */
export async function drawFile(file: DemoFile): Promise<DrawnFile> {
  if (file === "voice")
    return { kind: "voice", file_name: "voice.wav", content_type: "audio/wav", seconds: 4, bytes: hum(4) };
  if (file === "invoice")
    return { kind: "document", file_name: "invoice-2087.pdf", content_type: "application/pdf", bytes: invoice() };
  const bytes = await sharp(Buffer.from(drawings[file])).jpeg({ quality: 82 }).toBuffer();
  return { kind: "image", file_name: `${file.replace(" ", "-")}.jpg`, content_type: "image/jpeg", bytes };
}

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720" viewBox="0 0 960 720">${content}</svg>`;

const drawings: Record<"broken mug" | "latte" | "shop window", string> = {
  "broken mug": svg(`
    <rect width="960" height="720" fill="#e9ddcf"/><rect y="500" width="960" height="220" fill="#b98f68"/>
    <path d="M300 230h300v250a70 70 0 0 1-70 70H370a70 70 0 0 1-70-70z" fill="#2f6f73"/>
    <path d="M600 290h50a70 70 0 0 1 0 140h-50" fill="none" stroke="#2f6f73" stroke-width="34"/>
    <path d="M430 226l40 90-60 70 50 80-30 90" fill="none" stroke="#e9ddcf" stroke-width="12"/>
    <path d="M690 560l90-26 30 40-84 26zM220 580l60-40 34 50-52 20z" fill="#2f6f73"/>`),
  latte: svg(`
    <rect width="960" height="720" fill="#5b4636"/><circle cx="480" cy="360" r="300" fill="#f4efe8"/>
    <circle cx="480" cy="360" r="236" fill="#8a5a34"/><circle cx="480" cy="360" r="214" fill="#a56f42"/>
    <path d="M480 500c-160-90-150-230-60-230 40 0 60 40 60 60 0-20 20-60 60-60 90 0 100 140-60 230z" fill="#f3e3cd"/>
    <path d="M480 440c-80-50-76-110-34-110 22 0 34 22 34 34 0-12 12-34 34-34 42 0 46 60-34 110z" fill="#a56f42"/>`),
  "shop window": svg(`
    <rect width="960" height="720" fill="#22313a"/><rect x="90" y="190" width="780" height="400" fill="#f6d58b"/>
    <path d="M60 110h840l-30 110H90z" fill="#c0563f"/>
    <path d="M180 110h120l-8 110H174zM420 110h120v110H420zM660 110h120l6 110H668z" fill="#f4ede2"/>
    <rect x="150" y="440" width="660" height="150" fill="#7a4d2b"/>
    <g fill="#2f6f73"><rect x="220" y="330" width="90" height="110" rx="8"/><rect x="340" y="350" width="90" height="90" rx="8"/>
    <rect x="560" y="330" width="90" height="110" rx="8"/></g><rect y="640" width="960" height="80" fill="#3a4a52"/>`),
};

/** One page of PDF with a line of text. */
function invoice(): Buffer {
  const text = "BT /F1 22 Tf 60 760 Td (Harbor Lane Coffee - Invoice 2087) Tj ET";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(`${body}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`);
}

/** Sixteen-bit mono sound at 8 kHz: something like a voice behind a wall. */
function hum(seconds: number): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(seconds * rate * 2);
  for (let index = 0; index < seconds * rate; index++) {
    const time = index / rate;
    const syllable = Math.max(0, Math.sin(time * 9)) * (0.6 + 0.4 * Math.sin(time * 2.3));
    const tone = Math.sin(time * 2 * Math.PI * (130 + 25 * Math.sin(time * 5)));
    samples.writeInt16LE(Math.round(tone * syllable * 9_000), index * 2);
  }
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
