import { PageLinks } from "./page-links.tsx";
import { strings } from "./strings.ts";

const links = [
  { href: "/settings/providers", label: strings.pages.providers },
  { href: "/settings/secrets", label: strings.pages.secrets },
  { href: "/settings/appearance", label: strings.pages.appearance },
  { href: "/settings/notifications", label: strings.pages.notifications },
  { href: "/welcome", label: strings.pages.welcome },
];

/** The settings' own pages. */
export function SettingsLinks() {
  return <PageLinks label={strings.pages.settings} links={links} />;
}
