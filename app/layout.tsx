import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { appearanceScript } from "../components/ui/appearance.ts";
import { LiveAnnouncer } from "../components/ui/live-announcer.tsx";
import { SkipLink } from "../components/ui/skip-link.tsx";
import { strings } from "../components/ui/strings.ts";
import { Toaster } from "../components/ui/toaster.tsx";
import { TooltipLayer } from "../components/ui/tooltip-layer.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Troupe", template: "%s · Troupe" },
  description: "A self-hosted platform for AI agents that work together.",
  applicationName: "Troupe",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#101318" },
  ],
};

/** Reading the nonce has every page drawn per request: one that was drawn at build time could not carry it. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which runs before anything is drawn */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: appearanceScript }} />
      </head>
      <body className="antialiased">
        <SkipLink href="#content">{strings.skipToContent}</SkipLink>
        {children}
        <LiveAnnouncer />
        <Toaster />
        <TooltipLayer />
      </body>
    </html>
  );
}
