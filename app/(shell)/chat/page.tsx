import type { Metadata } from "next";
import { NewChat } from "../../../components/session/new-chat.tsx";
import { whoMayAnswer } from "./load-chat.ts";

export const metadata: Metadata = { title: "New chat" };

export default function NewChatPage() {
  return <NewChat agents={whoMayAnswer().agents} />;
}
