"use client";

import Download from "lucide-react/icons/download";
import WrapText from "lucide-react/icons/wrap-text";
import { memo, useState } from "react";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { strings } from "../strings.ts";
import { downloadText } from "./download-text.ts";
import { extensionOf, languageOf } from "./languages.ts";
import { useHighlight } from "./use-highlight.ts";

interface Props {
  code: string;
  /** What stands behind the opening fence: the language, and perhaps more. */
  info: string;
  lines: number;
  growing: boolean;
}

/** While a longer one is being written, only its length is told. */
const mostLinesGrowing = 200;

export const CodeBlock = memo(function CodeBlock({ code, info, lines, growing }: Props) {
  const [wrap, setWrap] = useState(false);
  const name = info.split(/\s/)[0] ?? "";
  const language = languageOf(name);
  const highlighted = useHighlight(growing ? null : code, language);

  if (growing && lines > mostLinesGrowing) {
    return (
      <p className="my-3 flex items-center gap-2 rounded-lg border bg-card px-3 py-2 text-muted-foreground text-sm tabular-nums">
        <Spinner />
        {strings.generating(name || strings.code, lines)}
      </p>
    );
  }
  return (
    <figure className="my-3 overflow-hidden rounded-lg border bg-card">
      <figcaption className="flex min-h-8 items-center gap-1 border-b bg-muted/60 pr-1 pl-3 text-muted-foreground text-xs">
        <span className="min-w-0 flex-1 truncate font-mono">{name || strings.code}</span>
        {growing ? <Spinner className="mr-2 size-3.5" /> : null}
        <IconButton
          label={strings.wrapLines}
          icon={<WrapText />}
          size="small"
          aria-pressed={wrap}
          onClick={() => setWrap(!wrap)}
        />
        <IconButton
          label={strings.download}
          icon={<Download />}
          size="small"
          onClick={() => downloadText(code, `code.${extensionOf(name)}`)}
        />
        <CopyButton text={code} label={strings.copyCode} size="small" />
      </figcaption>
      <ScrollBox
        as="pre"
        className={`max-h-[36rem] overflow-auto p-3 font-mono text-[0.8125rem] leading-normal ${wrap ? "whitespace-pre-wrap break-words" : ""}`}
      >
        <code>
          {highlighted
            ? highlighted.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is what it is
                <span key={index}>
                  {line.map((token, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is what it is
                    <span key={at} className={token.className}>
                      {token.text}
                    </span>
                  ))}
                  {"\n"}
                </span>
              ))
            : code}
        </code>
      </ScrollBox>
    </figure>
  );
});
