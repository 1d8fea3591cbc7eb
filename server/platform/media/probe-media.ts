import sharp from "sharp";

export interface ProbedMedia {
  /** As to be stored: of photographs without what the camera wrote into them. */
  bytes: Buffer;
  /** MIME type without parameters. */
  contentType: string;
  fileType: "image" | "audio" | "video" | "file";
  /** Pixels, upright; null when unknown. */
  width: number | null;
  height: number | null;
  /** WebP, at most 250 pixels wide; null when there is nothing to show. */
  thumbnail: Buffer | null;
}

/** More pixels than any camera has: a bomb. */
const MAX_PIXELS = 100_000_000;
const THUMBNAIL_WIDTH = 250;

const images = new Set(["image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp"]);
const videos = new Set(["video/ogg", "video/mp4", "video/webm", "video/quicktime"]);
/** Formats that carry places and names of cameras. */
const withCameraData = new Set(["image/jpeg", "image/webp"]);

/**
 * Finds out what a file is (contract, conventions §10) and prepares a picture for keeping. What claims to be a picture and cannot be read
 * as one is kept as a plain file: nothing is refused here.
 */
export async function probeMedia(bytes: Buffer, declaredType: string): Promise<ProbedMedia> {
  const contentType = (declaredType.split(";", 1)[0] ?? "").trim().toLowerCase() || "application/octet-stream";
  const plain: ProbedMedia = { bytes, contentType, fileType: kindOf(contentType), width: null, height: null, thumbnail: null };
  if (plain.fileType !== "image") return plain;
  try {
    return { ...plain, ...(await probeImage(bytes, contentType)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ...plain, fileType: "file" };
  }
}

function kindOf(contentType: string): ProbedMedia["fileType"] {
  if (images.has(contentType)) return "image";
  if (videos.has(contentType)) return "video";
  return contentType.startsWith("audio/") ? "audio" : "file";
}

async function probeImage(bytes: Buffer, contentType: string): Promise<Pick<ProbedMedia, "bytes" | "width" | "height" | "thumbnail">> {
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
  const { width, height, exif, orientation = 1, pages = 1 } = await open().metadata();
  const thumbnail = await open().rotate().resize({ width: THUMBNAIL_WIDTH, withoutEnlargement: true }).webp({ quality: 75 }).toBuffer();
  // Turned pictures have the camera's idea of width and height.
  const isTurned = orientation >= 5;
  const stripped = exif && pages === 1 && withCameraData.has(contentType) ? await open().rotate().toBuffer() : bytes;
  return { bytes: stripped, width: (isTurned ? height : width) ?? null, height: (isTurned ? width : height) ?? null, thumbnail };
}
