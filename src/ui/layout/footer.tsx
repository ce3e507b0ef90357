import { href } from "../../platform/i18n/language.ts";
import { m } from "../../platform/i18n/words.ts";
import { Icon } from "../icon/icon.tsx";
import { MarkAgain } from "../motif/motif.tsx";

/** Numbers that answer everywhere in Kazakhstan. */
const lines = { children: "111", police: "102" };

/** Help comes first: 111 and 102 stand on every page; then what the site says about itself. */
export const Footer = () => (
  <footer class="footer">
    <svg
      class="footer-horizon"
      viewBox="0 0 1200 40"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M0 40V22C170 4 330 2 520 14s420 22 680 2v24Z" />
    </svg>
    <div class="footer-ground">
      <div class="footer-row">
        <div class="help">
          <p class="text-lg font-semibold">{m["ui.help.title"]()}</p>
          <p>
            <a class="help-line" href={`tel:${lines.children}`}>
              <Icon name="phone" />
              <strong>{lines.children}</strong>
              <span>{m["ui.help.children"]()}</span>
            </a>
            <a class="help-line" href={`tel:${lines.police}`}>
              <Icon name="phone" />
              <strong>{lines.police}</strong>
              <span>{m["ui.help.police"]()}</span>
            </a>
          </p>
        </div>
        <nav class="footer-links no-print" aria-label={m["ui.page.links"]()}>
          <a href={href("/about")}>{m["ui.page.about"]()}</a>
          <a href={href("/privacy")}>{m["ui.page.privacy"]()}</a>
          <a href={href("/accessibility")}>{m["ui.page.accessibility"]()}</a>
        </nav>
        <MarkAgain id="mark" class="footer-mark" />
      </div>
    </div>
  </footer>
);
