import sharp from "sharp";
import { expect, test } from "vitest";
import { probeMedia } from "./probe-media.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

test("a photograph loses place and camera, stands upright and gets a thumbnail 250 pixels wide", async () => {
  const photo = await picture(800, 400)
    .jpeg()
    .withExif({ IFD0: { Make: "Camera" }, IFD3: { GPSLatitude: "52/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const media = await probeMedia(photo, "image/jpeg");
  expect(media).toMatchObject({ fileType: "image", contentType: "image/jpeg", width: 400, height: 800 });
  const kept = await sharp(media.bytes).metadata();
  expect([kept.format, kept.width, kept.height, kept.exif]).toEqual(["jpeg", 400, 800, undefined]);
  expect(media.bytes.includes("Camera")).toBe(false);
  expect(await sharp(media.thumbnail ?? undefined).metadata()).toMatchObject({
    format: "webp",
    width: 250,
    height: 500,
  });
});

test.each(["png", "webp", "gif"] as const)("a %s without such data is kept byte for byte", async (format) => {
  const bytes = await picture(30, 20).toFormat(format).toBuffer();
  const media = await probeMedia(bytes, `image/${format}`);
  expect(media).toMatchObject({ fileType: "image", width: 30, height: 20 });
  expect(media.bytes.equals(bytes)).toBe(true);
  expect(await sharp(media.thumbnail ?? undefined).metadata()).toMatchObject({ width: 30 });
});

test.each([
  ["video/mp4", "video"],
  ["video/quicktime", "video"],
  ["video/x-msvideo", "file"],
  ["audio/ogg; codecs=opus", "audio"],
  ["AUDIO/MPEG", "audio"],
  ["application/pdf", "file"],
  ["image/svg+xml", "file"],
  ["", "file"],
])("%j is of the kind %s", async (type, kind) => {
  const media = await probeMedia(Buffer.from("bytes"), type);
  expect(media).toMatchObject({ fileType: kind, width: null, thumbnail: null });
  expect(media.contentType).toBe(type.split(";")[0]?.toLowerCase() || "application/octet-stream");
});

test("a bitmap is a picture that is only passed on", async () => {
  expect(await probeMedia(Buffer.from("BM......"), "image/bmp")).toMatchObject({ fileType: "image", thumbnail: null });
});

test.each([
  ["broken bytes", Buffer.from("not a picture")],
  ["half a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ["an SVG under another name", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
])("%s is kept as a plain file", async (_name, bytes) => {
  const media = await probeMedia(bytes, "image/png");
  expect(media).toMatchObject({ fileType: "file", thumbnail: null });
  expect(media.bytes.equals(bytes)).toBe(true);
});

test("a picture with more pixels than any camera has is not decoded", async () => {
  const bomb = await picture(10_001, 10_000).png({ compressionLevel: 9 }).toBuffer();
  expect(await probeMedia(bomb, "image/png")).toMatchObject({ fileType: "file", thumbnail: null });
});
