import sharp, { type Metadata, type Sharp } from "sharp";

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
/** What is decoded, by what the bytes say. Decoders for documents and SVG are not fed with files of strangers. */
const decoded = new Set(["jpeg", "png", "gif", "webp"]);

/**
 * Finds out what a file is (contract, conventions §10) and prepares a picture for keeping. What claims to be a picture and
 * cannot be read as one is kept as a plain file: nothing is refused here.
 *
 * @param declaredType  MIME type as the sender or provider gave it
 */
export async function probeMedia(bytes: Buffer, declaredType: string): Promise<ProbedMedia> {
  const contentType = (declaredType.split(";", 1)[0] ?? "").trim().toLowerCase() || "application/octet-stream";
  const plain: ProbedMedia = {
    bytes,
    contentType,
    fileType: kindOf(contentType),
    width: null,
    height: null,
    thumbnail: null,
  };
  // Browsers show BMP, but it is not decoded here.
  if (plain.fileType !== "image" || isBitmap(bytes)) return plain;
  try {
    return { ...plain, ...(await probeImage(bytes)) };
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

const isBitmap = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString("latin1") === "BM";

async function probeImage(bytes: Buffer): Promise<Pick<ProbedMedia, "bytes" | "width" | "height" | "thumbnail">> {
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
  const found = await open().metadata();
  if (!decoded.has(found.format)) throw new Error(`${found.format} is not decoded`);
  const thumbnail = await open()
    .rotate()
    .resize({ width: THUMBNAIL_WIDTH, withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();
  // Turned pictures have the camera's idea of width and height.
  const isTurned = (found.orientation ?? 1) >= 5;
  return {
    bytes: carriesCameraData(found) ? await withoutCameraData(open(), found.format) : bytes,
    width: isTurned ? found.height : found.width,
    height: isTurned ? found.width : found.height,
    thumbnail,
  };
}

/** Places, times and names of cameras. Moving pictures come from elsewhere and would lose their movement. */
const carriesCameraData = ({ exif, xmp, iptc, pages = 1 }: Metadata): boolean =>
  Boolean(exif || xmp || iptc) && pages === 1;

/** Only the pixels are written again, turned upright; in a quality that nobody can tell from the original. */
function withoutCameraData(image: Sharp, format: string): Promise<Buffer> {
  const upright = image.rotate();
  if (format === "jpeg") return upright.jpeg({ quality: 92 }).toBuffer();
  if (format === "webp") return upright.webp({ quality: 92 }).toBuffer();
  return upright.toBuffer();
}
