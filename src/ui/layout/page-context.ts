import { createContext } from "preact";
import type { Language } from "../../platform/i18n/language.ts";
import type { IconName } from "../icon/icon.tsx";

export type NavItem = { href: string; text: string; icon: IconName; current?: boolean };
export type NavGroup = { title: string; items: NavItem[] };
export type Navigation = { main: NavItem[]; staff: NavGroup[] };

/** What a page knows of the world around it; `platform/http` gives it with every page. */
export type PageSurroundings = {
  language: Language;
  /** The address without its language, with its query. */
  path: string;
  origin: string;
  assets: { css: string; js: string };
  /** Who reads the page; `mark` tells this person's stay from the next one's and says nothing about them. */
  viewer: { name: string; mark: string } | null;
  navigation: Navigation;
  sample: boolean;
};

export const PageContext = createContext<PageSurroundings>({
  language: "kk",
  path: "/",
  origin: "",
  assets: { css: "", js: "" },
  viewer: null,
  navigation: { main: [], staff: [] },
  sample: false,
});
