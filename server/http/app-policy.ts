/**
 * What the page of an MCP app may do: run what stands in it, and draw. It has no origin, so it reads nothing of ours; it
 * loads nothing and sends nothing; and the frame that it stands in may not be led elsewhere (`default-src 'self'` of ours).
 */
export const appHeaders = {
  "content-security-policy": [
    "sandbox allow-scripts",
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "media-src data: blob:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-dns-prefetch-control": "off",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-read=(), usb=()",
} as const;
