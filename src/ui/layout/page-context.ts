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
  /** Whoever reads the page has begun to sign in, and not given their second factor. */
  unfinished: boolean;
  navigation: Navigation;
  sample: boolean;
  /** What staff should know on every page, such as a disk that fills. */
  care?: string | undefined;
  /** When the page was drawn. */
  at: Date;
};

export const PageContext = createContext<PageSurroundings>({
  language: "kk",
  path: "/",
  origin: "",
  assets: { css: "", js: "" },
  viewer: null,
  unfinished: false,
  navigation: { main: [], staff: [] },
  sample: false,
  at: new Date(0),
});
