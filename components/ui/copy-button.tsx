"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useEffect, useState } from "react";
import { announce } from "./announce.ts";
import { copyText } from "./copy-text.ts";
import { IconButton, type IconButtonProps } from "./icon-button.tsx";
import { strings } from "./strings.ts";

export interface CopyButtonProps extends Omit<IconButtonProps, "icon" | "label" | "onClick"> {
  text: string | (() => string);
  /** What is copied, such as "Copy the code". */
  label?: string;
}

const shownForMs = 1_500;

export function CopyButton({ text, label = strings.copy, ...rest }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownForMs);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const done = await copyText(typeof text === "function" ? text() : text);
    setCopied(done);
    announce(done ? strings.copied : strings.copyFailed);
  }

  return (
    <IconButton
      label={copied ? strings.copied : label}
      icon={copied ? <Check className="text-success" /> : <Copy />}
      onClick={() => void copy()}
      {...rest}
    />
  );
}
