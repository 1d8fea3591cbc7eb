"use client";

import { memo, type ReactNode, useMemo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { Inline } from "./parse-inline.ts";
import { type Block, parseText } from "./parse-text.ts";

interface MessageTextProps {
  text: string;
  /** Id of the person reading, whose mentions stand out. */
  me?: number;
  className?: string;
}

/** What somebody wrote, with its marks, mentions and addresses. */
export const MessageText = memo(function MessageText({ text, me, className }: MessageTextProps) {
  const blocks = useMemo(() => parseText(text), [text]);
  return (
    <div dir="auto" className={classNames("min-w-0 break-words [overflow-wrap:anywhere]", className)}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text have no other identity
        <BlockView key={index} block={block} me={me} />
      ))}
    </div>
  );
});

function BlockView({ block, me }: { block: Block; me: number | undefined }) {
  switch (block.type) {
    case "code":
      return (
        <pre
          className="my-1 overflow-x-auto rounded-sm bg-sunken px-2 py-1.5 font-mono text-sm whitespace-pre-wrap"
          dir="ltr"
        >
          {block.text}
        </pre>
      );
    case "quote":
      return (
        <blockquote className="my-0.5 border-s-2 border-control ps-2 whitespace-pre-wrap text-muted">
          {inline(block.children, me)}
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of one list have no other identity
        <li key={index}>{inline(item, me)}</li>
      ));
      return block.ordered ? (
        <ol start={block.start} className="list-decimal ps-6">
          {items}
        </ol>
      ) : (
        <ul className="list-disc ps-5">{items}</ul>
      );
    }
    default:
      return <p className="whitespace-pre-wrap">{inline(block.children, me)}</p>;
  }
}

function inline(nodes: Inline[], me: number | undefined): ReactNode[] {
  return nodes.map((node, index) => {
    const key = index;
    switch (node.type) {
      case "bold":
        return <strong key={key}>{inline(node.children, me)}</strong>;
      case "italic":
        return <em key={key}>{inline(node.children, me)}</em>;
      case "strike":
        return <s key={key}>{inline(node.children, me)}</s>;
      case "code":
        return (
          <code key={key} className="rounded-sm bg-sunken px-1 font-mono text-[0.92em]">
            {node.text}
          </code>
        );
      case "link":
        return (
          <a
            key={key}
            href={node.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent-ink underline underline-offset-2 hover:no-underline"
          >
            {node.text}
          </a>
        );
      case "mention":
        return (
          <span
            key={key}
            className={classNames(
              "rounded-sm px-1 font-medium",
              node.kind === "user" && node.id === me ? "bg-highlight text-ink" : "bg-accent-soft text-accent-ink",
            )}
          >
            @<bdi>{node.name}</bdi>
          </span>
        );
      default:
        return node.text;
    }
  });
}
