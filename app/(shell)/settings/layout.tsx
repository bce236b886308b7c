import type { ReactNode } from "react";
import { BundleActions } from "../../../components/definitions/bundle-actions.tsx";
import { SettingsLinks } from "../../../components/shell/settings-links.tsx";
import { strings } from "../../../components/shell/strings.ts";
import { TopBar } from "../../../components/ui/top-bar.tsx";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar title={strings.pages.settings}>
        <BundleActions only="settings" />
      </TopBar>
      <SettingsLinks />
      {children}
    </>
  );
}
