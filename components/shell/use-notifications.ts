"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { Run } from "../../lib/core/state.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { callApi } from "../live/call-api.ts";
import { notifyState } from "../live/notify-setting.ts";
import { mayHaveNews, type News, newsIn } from "../live/session-news.ts";
import { isAnyTabVisible, sayWhileVisible, tellOnce } from "../live/tell-once.ts";
import { useSessionListStore } from "../live/use-session-list.tsx";
import { strings } from "./strings.ts";

const words = strings.notifications;
const longestBody = 180;

/** Tells of approvals, questions and ended runs while nobody looks at any of the tabs. A click opens the session. */
export function useNotifications(): void {
  const store = useSessionListStore();
  const router = useRouter();
  useEffect(() => {
    if (notifyState() === "unsupported") return;
    const stopSaying = sayWhileVisible();
    let known = new Map(store.current.all.map((session) => [session.id, session]));
    const since = newestOf(known.values());

    async function look(session: SessionSummary, before: SessionSummary | undefined): Promise<void> {
      if (await isAnyTabVisible()) return;
      const { runs } = await callApi<{ runs: Run[] }>("GET", `/sessions/${session.id}`);
      for (const news of newsIn(runs, before, since)) {
        await tellOnce(news.key, () => show(news, session, (href) => router.push(href)));
      }
    }

    const stop = store.subscribe(() => {
      const before = known;
      known = new Map(store.current.all.map((session) => [session.id, session]));
      if (!document.hidden || notifyState() !== "on") return;
      for (const session of known.values()) {
        const last = before.get(session.id);
        // What cannot be read now waits in the inbox all the same.
        if (session !== last && mayHaveNews(last, session, since)) look(session, last).catch(() => {});
      }
    });
    return () => {
      stop();
      stopSaying();
    };
  }, [store, router]);
}

function newestOf(sessions: Iterable<SessionSummary>): string {
  let newest = "";
  for (const { changedAt } of sessions) if (changedAt > newest) newest = changedAt;
  return newest;
}

function show(news: News, { id, title }: SessionSummary, go: (href: string) => void): void {
  const body = `${detailOf(news)}\n${title}`.slice(0, longestBody);
  try {
    const notification = new Notification(words[news.kind](news.agent), { body, tag: news.key, icon: "/icon.svg" });
    notification.onclick = () => {
      window.focus();
      notification.close();
      go(`/chat/${id}`);
    };
  } catch {
    // Some phones have the permission and still no way to show one from a page.
  }
}

function detailOf(news: News): string {
  switch (news.kind) {
    case "approval":
      return news.tool;
    case "question":
      return news.question;
    case "finished":
      return news.task;
    case "failed":
      return news.error;
  }
}
