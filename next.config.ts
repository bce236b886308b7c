import type { NextConfig } from "next";

/** Sent with every page and file that Next answers, beside the policy of `server/page-policy.ts`. The server's own routes set theirs. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "SAMEORIGIN" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** The playground is a file: it has no nonce, and needs none. */
const playgroundPolicy =
  "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Beside localhost: the address that `npm run dev` prints.
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "better-sqlite3",
    "pg",
    "pino",
  ],
  // `npm test` checks the types with the native compiler; the build only has to build.
  typescript: { ignoreBuildErrors: true },
  experimental: { useTypeScriptCli: true },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/playground:rest([.-].*)", headers: [{ key: "Content-Security-Policy", value: playgroundPolicy }] },
  ],
};

export default config;
