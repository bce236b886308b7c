import { changeAppearance } from "../../ui/use-appearance.ts";

/** To the other one than is seen now. */
export function switchTheme(): void {
  const { theme } = document.documentElement.dataset;
  const isDark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  changeAppearance({ theme: isDark ? "light" : "dark" });
}
