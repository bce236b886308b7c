import type { Metadata } from "next";
import { MessagePage } from "../components/ui/message-page.tsx";
import { NothingHere, nothingHere } from "./nothing-here.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title={nothingHere}>
      <NothingHere />
    </MessagePage>
  );
}
