/** Languages that are coloured, by the names that models give them. */
const aliases: Record<string, string> = {
  bash: "bash",
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  console: "bash",
  c: "c",
  h: "c",
  cpp: "cpp",
  "c++": "cpp",
  cc: "cpp",
  hpp: "cpp",
  css: "css",
  diff: "diff",
  patch: "diff",
  go: "go",
  golang: "go",
  html: "html",
  vue: "html",
  svg: "xml",
  xml: "xml",
  java: "java",
  javascript: "javascript",
  js: "javascript",
  mjs: "javascript",
  jsx: "jsx",
  json: "json",
  jsonc: "json",
  json5: "json",
  markdown: "markdown",
  md: "markdown",
  php: "php",
  python: "python",
  py: "python",
  ruby: "ruby",
  rb: "ruby",
  rust: "rust",
  rs: "rust",
  sql: "sql",
  toml: "toml",
  tsx: "tsx",
  typescript: "typescript",
  ts: "typescript",
  yaml: "yaml",
  yml: "yaml",
};

const extensions: Record<string, string> = {
  bash: "sh",
  javascript: "js",
  typescript: "ts",
  python: "py",
  ruby: "rb",
  rust: "rs",
  markdown: "md",
};

export function languageOf(name: string): string | null {
  return aliases[name.toLowerCase()] ?? null;
}

export function extensionOf(name: string): string {
  const language = languageOf(name);
  return language ? (extensions[language] ?? language) : "txt";
}
