/**
 * A conversation over the protocol, in one file. Three ideas carry it:
 *
 *   Facts are numbered.    `events` bring 1, 2, 3 …; the last one we have is our cursor. Whoever comes back says
 *                          `join { sessionId, after: cursor }` and gets exactly the rest.
 *   Glimpses may be lost.  `live` brings the text of a reply while it is made. Each piece says where it belongs; one that
 *                          does not fit is left out, because `turn.completed` brings the whole text.
 *   Commands have an id.   Sent twice, they happen once. So what was not answered is simply sent again.
 */
import { openSocket } from "./playground-socket.js";

const byId = (id) => document.getElementById(id);
const conversation = byId("conversation");
const composer = byId("composer");
const content = byId("content");
const stop = byId("stop");

let sessionId = location.hash.slice(1);
let cursor = 0;
const unanswered = new Map(); // commandId → command
const openRuns = new Set(); // runId
const turns = new Map(); // turnId → { item, text }
const calls = new Map(); // callId → { item, runId }
const runAgents = new Map(); // runId → agent
let early = null; // while joining: events that came before the answer

const socket = openSocket({ onOpen: join, onEvent: receive, onState: showConnection, onPacket: showPacket });

// ── Session ──────────────────────────────────────────────────────────────────────────────────────────────────────────

async function startSession() {
  const response = await fetch("/api/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "Playground" }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.title);
  forgetEverything();
  sessionId = answer.id;
  history.replaceState(null, "", `#${sessionId}`);
}

function forgetEverything() {
  cursor = 0;
  for (const known of [unanswered, openRuns, turns, calls, runAgents]) known.clear();
  conversation.replaceChildren();
  stop.disabled = true;
}

async function join() {
  if (!sessionId || early) return;
  early = [];
  try {
    const answer = await socket.ask("join", { sessionId, after: cursor });
    if (answer.error?.retryAfterMs) setTimeout(join, answer.error.retryAfterMs); // the server is still starting
    if (answer.error) throw new Error(answer.error.message);
    refuse(null);
    const missed = [...(answer.events ?? []), ...early];
    early = null;
    apply(missed);
    for (const { turnId, text } of answer.partials ?? []) showPartial(turnId, text);
    for (const [commandId, command] of unanswered) send(command, commandId);
  } catch (error) {
    early = null;
    refuse(error);
  }
}

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Keeps the command until it is answered; what the connection swallowed is sent again, with the same id, by `join`. */
async function send(command, commandId = newId()) {
  unanswered.set(commandId, command);
  if (!socket.isOpen) return;
  try {
    const answer = await socket.ask("command", { sessionId, commandId, command });
    unanswered.delete(commandId);
    refuse(answer.error);
  } catch {
    // The connection was lost; nobody knows yet whether the command arrived.
  }
}

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(36)).join("");

composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = content.value.trim();
  if (!text) return;
  try {
    if (!sessionId) {
      await startSession();
      await join();
    }
    content.value = "";
    refuse(null);
    await send({ type: "message.post", content: text });
  } catch (error) {
    content.value = text;
    refuse(error);
  }
});

content.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

stop.addEventListener("click", () => {
  for (const runId of openRuns) send({ type: "run.cancel", runId });
});

byId("new-session").addEventListener("click", () => {
  if (sessionId && socket.isOpen) socket.ask("leave", { sessionId });
  sessionId = "";
  forgetEverything();
  history.replaceState(null, "", location.pathname);
  content.focus();
});

// ── Events ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function receive(name, value) {
  if (value?.sessionId !== sessionId) return;
  if (name === "events") early ? early.push(...value.events) : apply(value.events);
  if (name === "live") for (const glimpse of value.live) showGlimpse(glimpse);
}

/** Known facts are left out; after a hole, the rest is asked for anew. */
function apply(events) {
  for (const event of events) {
    if (event.seq <= cursor) continue;
    if (event.seq > cursor + 1) {
      join();
      return;
    }
    cursor = event.seq;
    meaning[event.type]?.(event);
  }
}

/** What a fact means for this page. Types that it does not know are passed over: there will be new ones. */
const meaning = {
  "message.posted": ({ message, whileRunning }) => {
    const item = addItem("mine", message.author.kind === "user" ? "You" : message.author.id, message.content);
    if (whileRunning)
      setStatus(item, whileRunning === "steer" ? "Told to the agent at its next step." : "Waits its turn.");
  },
  "message.delivered": ({ as }) =>
    addNote(as === "steered" ? "The agent has been told." : "The waiting message is on."),
  "message.routed": ({ to, by, reason }) => addNote(`For ${to.join(", ")} (${by}: ${reason})`),

  "run.queued": ({ runId, agent }) => {
    openRuns.add(runId);
    stop.disabled = false;
    runAgents.set(runId, agent);
  },
  "run.paused": ({ reason }) => addNote(`Paused: ${reason}`),
  "run.finished": ({ runId, outcome, error, limit }) => {
    openRuns.delete(runId);
    stop.disabled = openRuns.size === 0;
    for (const call of calls.values()) if (call.runId === runId) settle(call);
    if (outcome === "cancelled") addNote("Stopped.");
    if (outcome === "failed") addNote(`Failed: ${error?.message ?? "no reason was given"}`, "failure");
    if (outcome === "limit") addNote(`Ended at its limit of ${limit}.`, "failure");
  },

  "turn.started": ({ turnId, runId, model }) => {
    const item = addItem("streaming", `${runAgents.get(runId) ?? "Agent"} · ${model}`, "");
    item.hidden = true;
    turns.set(turnId, { item, text: "" });
  },
  "turn.completed": ({ turnId, message }) => showText(turnId, message.content, "complete"),
  "turn.failed": ({ turnId, partial, error, willRetryInMs }) => {
    showText(turnId, partial, "complete");
    const next = willRetryInMs === undefined ? "" : " Trying again.";
    addNote(`Interrupted: ${error.message}${next}`, "failure");
  },

  "tool.proposed": ({ runId, callId, tool, arguments: input, approval }) => {
    const item = addItem("tool", `Tool ${tool}`, "");
    item.append(element("pre", JSON.stringify(input, null, 2)));
    calls.set(callId, { item, runId });
    if (approval) askForApproval(callId, tool, approval.reason);
  },
  "tool.approved": ({ callId, by }) => settle(calls.get(callId), `Approved by ${by}.`),
  "tool.denied": ({ callId, by, reason }) => settle(calls.get(callId), `Denied by ${by}: ${reason}`),
  "tool.started": ({ callId }) => settle(calls.get(callId), "Running…"),
  "tool.finished": ({ callId, content: result, ms }) =>
    settle(calls.get(callId), `Done in ${Math.round(ms)} ms: ${result}`),
  "tool.failed": ({ callId, error }) => settle(calls.get(callId), `Failed: ${error.message}`),

  "question.asked": ({ callId, question, choices }) => ask(callId, question, choices ?? []),
  "question.answered": ({ callId, answer }) =>
    settle(calls.get(callId), `Answered: ${typeof answer === "string" ? answer : JSON.stringify(answer)}`),
};

function showGlimpse({ type, turnId, offset, text }) {
  if (type !== "text.delta") return;
  const known = turns.get(turnId)?.text ?? "";
  if (offset === known.length) showText(turnId, known + text, "streaming");
}

// ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of a turn that was under way when we came: the text so far, unless glimpses have brought more of it already. */
function showPartial(turnId, text) {
  if (text.length > (turns.get(turnId)?.text.length ?? 0)) showText(turnId, text, "streaming");
}

function showText(turnId, text, situation) {
  const turn = turns.get(turnId);
  if (!turn) return;
  turn.text = text;
  turn.item.querySelector(".text").textContent = text;
  turn.item.hidden = text === "";
  turn.item.classList.toggle("streaming", situation === "streaming");
  if (situation === "complete") turns.delete(turnId);
}

function askForApproval(callId, tool, reason) {
  const { item } = calls.get(callId);
  item.classList.add("waiting");
  const form = element("form");
  const why = field(`deny-${callId}`, "Reason, if you deny it");
  const approve = button("Approve", "primary", () => decideOn(form, { type: "tool.approve", callId }));
  approve.setAttribute("aria-label", `Approve ${tool}`);
  const deny = button("Deny", "", () =>
    decideOn(form, { type: "tool.deny", callId, reason: why.input.value.trim() || "The person said no." }),
  );
  deny.setAttribute("aria-label", `Deny ${tool}`);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(element("p", `May it? ${reason}`, "status"), why.label, why.input, row(approve, deny));
  item.append(form);
}

function ask(callId, question, choices) {
  const item = calls.get(callId)?.item ?? addItem("tool", "Question", "");
  calls.set(callId, { ...calls.get(callId), item });
  item.classList.add("waiting");
  const form = element("form");
  const reply = field(`answer-${callId}`, question);
  const answer = (text) => decideOn(form, { type: "question.answer", callId, answer: text });
  const shortcuts = choices.map((choice) => button(choice, "", () => answer(choice)));
  const submit = element("button", "Answer", "primary");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = reply.input.value.trim();
    if (text) answer(text);
  });
  form.append(reply.label, reply.input, row(...shortcuts, submit));
  item.append(form);
}

/** One decision each: the form goes at once, and what the log says about it comes as an event. */
function decideOn(form, command) {
  form.remove();
  content.focus();
  send(command);
}

function settle(call, status) {
  if (!call) return;
  call.item.classList.remove("waiting");
  call.item.querySelector("form")?.remove();
  if (status) setStatus(call.item, status);
}

function setStatus(item, text) {
  let status = item.querySelector(":scope > .status");
  if (!status) {
    status = element("p", "", "status");
    item.append(status);
  }
  status.textContent = text;
}

function addItem(className, who, text) {
  const item = element("li", "", className);
  item.append(element("span", who, "who"), element("div", text, "text"));
  return append(item);
}

const addNote = (text, className = "") => append(element("li", text, `note ${className}`));

/** Follows the conversation down, unless the reader has scrolled up. */
function append(item) {
  const page = document.documentElement;
  const atEnd = page.scrollHeight - page.scrollTop - page.clientHeight < 80;
  conversation.append(item);
  if (atEnd) page.scrollTop = page.scrollHeight;
  return item;
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text; // never as HTML: what a model writes is not to be trusted
  if (className) made.className = className;
  return made;
}

function button(text, className, onClick) {
  const made = element("button", text, className);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

function field(id, text) {
  const label = element("label", text);
  const input = element("input");
  label.htmlFor = id;
  input.id = id;
  return { label, input };
}

function row(...children) {
  const made = element("div", "", "actions");
  made.append(...children);
  return made;
}

function refuse(error) {
  byId("refusal").textContent = error?.message ?? "";
}

function showConnection(state, reason) {
  const words = { connecting: "Connecting…", open: "Connected", closed: "Connection lost; trying again…" };
  const connection = byId("connection");
  connection.dataset.state = state;
  connection.textContent = words[state] ?? `Refused: ${reason}`;
}

function showPacket(direction, packet) {
  const wire = byId("wire");
  const packets = wire.textContent.split("\n");
  wire.textContent = [...packets, `${direction} ${packet.slice(0, 300)}`].slice(-30).join("\n");
}
