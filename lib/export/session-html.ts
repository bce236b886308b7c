import { hideSealed } from "../core/sealed.ts";
import type { Call, Message, Run, SessionState } from "../core/state.ts";
import { endingSentence, oneLine, partialWords, resultText, toldBranch, when } from "../core/transcript.ts";
import { splitBlocks } from "../markdown/blocks.ts";
import { escapeHtml } from "./escape-html.ts";

/** The branch in view as one page that needs nothing else: no scripts, nothing from elsewhere, light or dark as the reader has it. */
export function sessionHtml(state: SessionState): string {
  const title = escapeHtml(oneLine(state.title) || "Untitled session");
  const body = toldBranch(state).map(({ message, calls, endings }) => articleFor(message, calls, endings));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 dir="auto">${title}</h1>
<p class="faint">${timeFor(state.openedAt)}</p>
${body.join("\n")}
</main>
</body>
</html>
`;
}

function articleFor(message: Message, calls: readonly Call[], endings: readonly Run[]): string {
  const parts = [
    `<h2>${escapeHtml(oneLine(message.author.id))} <span class="faint">${timeFor(message.at)}</span></h2>`,
    ...(message.parts ?? []).map((part) => folded("Thoughts", part.text)),
    ...(message.attachments ?? []).map(
      (file) =>
        `<p class="faint">Attached: ${escapeHtml(oneLine(file.name))} (${escapeHtml(oneLine(file.mediaType))})</p>`,
    ),
    textFor(message.content),
    ...calls.map((call) =>
      folded(
        `${call.tool}: ${call.status}`,
        `${JSON.stringify(hideSealed(call.arguments), null, 2) ?? ""}\n\n${resultText(call)}`,
      ),
    ),
    message.stopped ? noteFor("Stopped here.") : "",
    ...endings.map((run) => `${textFor(partialWords(run))}${noteFor(endingSentence(run))}`),
  ];
  return `<article id="${escapeHtml(message.id)}" class="${message.author.kind === "user" ? "person" : "agent"}">
${parts.filter((part) => part !== "").join("\n")}
</article>`;
}

/** Code stands apart; everything else is read as it was written. */
function textFor(content: string): string {
  return splitBlocks(content.trim())
    .map((block) =>
      block.kind === "fence"
        ? `<pre><code>${escapeHtml(block.code)}</code></pre>`
        : `<div class="text" dir="auto">${escapeHtml(block.source.trim())}</div>`,
    )
    .join("\n");
}

function folded(summary: string, text: string): string {
  return `<details><summary>${escapeHtml(oneLine(summary))}</summary><pre>${escapeHtml(text.trim())}</pre></details>`;
}

function noteFor(sentence: string): string {
  return sentence === "" ? "" : `<p class="note">${escapeHtml(sentence)}</p>`;
}

function timeFor(at: string): string {
  return at === "" ? "" : `<time datetime="${escapeHtml(at)}">${escapeHtml(when(at))}</time>`;
}

const style = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1c1c1e; --faint: #5c5c66; --line: #d9d9de; --box: #f4f4f6; }
@media (prefers-color-scheme: dark) {
  :root { --page: #17171a; --text: #ececee; --faint: #a5a5b0; --line: #36363c; --box: #222226; }
}
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
.faint { color: var(--faint); font-weight: normal; font-size: .875rem; margin: .25rem 0; }
article { border-top: 1px solid var(--line); padding: 1.25rem 0; overflow-wrap: anywhere; }
.person { background: var(--box); padding-inline: 1rem; border-radius: .5rem; border-top-color: transparent; }
.text { white-space: pre-wrap; margin: .5rem 0; }
.note { color: var(--faint); font-style: italic; margin: .5rem 0; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; overflow-x: auto; font: .875rem/1.5 ui-monospace, monospace; }
details pre { white-space: pre-wrap; }
summary { color: var(--faint); cursor: pointer; font-size: .875rem; }
@media print { article { break-inside: avoid; } }
`;
