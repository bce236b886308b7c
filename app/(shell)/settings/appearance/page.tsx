import type { Metadata } from "next";
import { AppearanceForm } from "../../../../components/shell/appearance-form.tsx";
import { strings } from "../../../../components/shell/strings.ts";

export const metadata: Metadata = { title: strings.pages.appearance };

export default function AppearancePage() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 md:px-6">
      <h2 className="mb-4 font-semibold text-lg tracking-tight">{strings.pages.appearance}</h2>
      <AppearanceForm />
    </div>
  );
}
