import { type ClassValue, clsx } from "clsx";

/**
 * Class names, joined. A later class does not push out an earlier one of its kind: what a component may look like are its
 * variants, and `className` from outside places it (margins, widths, grid cells).
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
