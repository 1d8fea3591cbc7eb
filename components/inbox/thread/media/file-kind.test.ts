import { describe, expect, test } from "vitest";
import { fileKind, refusalOf } from "./file-kind.ts";

const MB = 1024 * 1024;
const limits = { image: { maxBytes: 5 * MB }, video: { maxBytes: 16 * MB }, document: { maxBytes: 100 * MB } };
const file = (type: string, size: number) => ({ type, size });

test("kinds are those of the contract", () => {
  expect(
    ["image/png", "image/svg+xml", "video/quicktime", "video/x-msvideo", "audio/ogg", "application/pdf", ""].map(
      (type) => fileKind({ type }),
    ),
  ).toEqual(["image", "document", "video", "document", "audio", "document", "document"]);
});

describe("a channel refuses", () => {
  test("a file larger than its kind may be, and says both", () => {
    expect(refusalOf(file("video/mp4", 31 * MB), limits)).toEqual({ reason: "size", kind: "video", maxBytes: 16 * MB });
    expect(refusalOf(file("video/mp4", 16 * MB), limits)).toBeNull();
  });

  test("kinds it does not take; what it takes as a file goes as one", () => {
    expect(refusalOf(file("audio/ogg", MB), limits)).toBeNull();
    expect(refusalOf(file("audio/ogg", MB), { image: { maxBytes: MB } })).toEqual({ reason: "kind", kind: "audio" });
    expect(refusalOf(file("image/png", MB), {})).toEqual({ reason: "kind", kind: "image" });
  });

  test("empty files", () => {
    expect(refusalOf(file("image/png", 0), limits)).toEqual({ reason: "empty", kind: "image" });
  });

  test("a recording where only audio files go is one of those", () => {
    expect(refusalOf(file("audio/webm", 2 * MB), { audio: { maxBytes: MB } }, true)).toEqual({
      reason: "size",
      kind: "voice",
      maxBytes: MB,
    });
  });
});
