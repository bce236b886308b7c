"use client";

import { useSyncExternalStore } from "react";

/** `ask`: nobody has decided yet. `unsupported`: this browser has none, or the page came over plain HTTP from elsewhere. */
export type NotifyState = "unsupported" | "denied" | "ask" | "off" | "on";

const key = "troupe.notify";
const listeners = new Set<() => void>();

export function notifyState(): NotifyState {
  if (!("Notification" in window) || !window.isSecureContext || !("locks" in navigator)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  if (Notification.permission === "default") return "ask";
  return read() === "off" ? "off" : "on";
}

/** Only after a click: browsers refuse a page that asks by itself, and so do people. */
export async function turnNotificationsOn(): Promise<NotifyState> {
  keep("on");
  if (notifyState() === "ask") await Notification.requestPermission();
  tell();
  return notifyState();
}

export function turnNotificationsOff(): void {
  keep("off");
  tell();
}

/** Null until the page is alive. */
export function useNotifyState(): NotifyState | null {
  return useSyncExternalStore<NotifyState | null>(subscribe, notifyState, () => null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab, or the browser's own settings, may have changed it meanwhile.
  addEventListener("storage", listener);
  addEventListener("focus", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
    removeEventListener("focus", listener);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(value: "on" | "off"): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing takes its own permission for the setting.
  }
}
