import type { Metadata } from "next";
import { NotifyForm } from "../../../../components/notify/notify-form.tsx";
import { strings } from "../../../../components/notify/strings.ts";

export const metadata: Metadata = { title: strings.title };

export default function NotificationsPage() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 md:px-6">
      <h2 className="mb-4 font-semibold text-lg tracking-tight">{strings.title}</h2>
      <NotifyForm />
    </div>
  );
}
