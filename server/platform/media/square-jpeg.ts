import sharp from "sharp";
import { AppError } from "../app-error.ts";

/** Edge of the picture in pixels: enough for the largest place it is shown, at double density. */
const EDGE = 512;

/** Decoders that are fed with pictures of strangers; SVG and documents are not among them. */
const formats = ["jpeg", "png", "gif", "webp"];

/**
 * A picture of somebody as it is stored and passed on: cut square, turned upright, without what a camera wrote into it.
 *
 * @throws invalid for what is no picture
 */
export async function squareJpeg(bytes: Buffer): Promise<Buffer> {
  try {
    const image = sharp(bytes, { limitInputPixels: 50_000_000, failOn: "error" });
    const { format } = await image.metadata();
    if (!formats.includes(format)) throw new Error(`${format} is no picture of a person`);
    return await image
      .rotate()
      .resize(EDGE, EDGE, { fit: "cover", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch (cause) {
    throw new AppError("invalid", { public: "Avatar filetype not supported", fields: ["avatar"], cause });
  }
}
