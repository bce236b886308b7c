export interface Appearance {
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  fontSize: "small" | "medium" | "large" | "larger";
  /** Shortcuts of a single letter or sign, which dictation can set off by accident. */
  singleKeys: boolean;
  sidebar: "open" | "collapsed";
}

export const defaultAppearance: Appearance = {
  theme: "system",
  density: "comfortable",
  fontSize: "medium",
  singleKeys: true,
  sidebar: "open",
};

export const appearanceKey = "troupe.appearance";

/** What was kept, as far as it is understood. */
export function parseAppearance(kept: string | null): Appearance {
  let read: Partial<Record<keyof Appearance, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(kept ?? "{}");
    if (typeof parsed === "object" && parsed !== null) read = parsed;
  } catch {
    // Somebody else wrote there; it begins anew.
  }
  const { theme, density, fontSize, singleKeys, sidebar } = read;
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    density: density === "compact" ? density : "comfortable",
    fontSize: fontSize === "small" || fontSize === "large" || fontSize === "larger" ? fontSize : "medium",
    singleKeys: singleKeys !== false,
    sidebar: sidebar === "collapsed" ? sidebar : "open",
  };
}

/** Tells the style sheet. */
export function applyAppearance({ theme, density, fontSize, sidebar }: Appearance): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  dataset.density = density;
  dataset.fontSize = fontSize;
  dataset.sidebar = sidebar;
}

/** The same in the first line of a page, before anything is drawn: what was kept is seen from the first frame on. */
export const appearanceScript = `try{var a=JSON.parse(localStorage.getItem("${appearanceKey}")||"{}"),d=document.documentElement.dataset;if(a.theme=="light"||a.theme=="dark")d.theme=a.theme;if(a.density)d.density=a.density;if(a.fontSize)d.fontSize=a.fontSize;if(a.sidebar)d.sidebar=a.sidebar}catch(e){}`;
