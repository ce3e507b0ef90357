import type { ConfigData } from "html-validate";

/** What every page's HTML is held to, in the gallery's test and in the tests of pages. */
export const htmlRules: ConfigData = {
  extends: ["html-validate:recommended"],
  rules: {
    "input-missing-label": "error",
    "no-missing-references": "error",
    "doctype-style": ["error", { style: "lowercase" }],
    // Preact writes void elements and boolean attributes in its own, equally valid way.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // Everything is served from our own origin.
    "require-sri": "off",
    // 111 and 102 are whole numbers to call: there is nothing to break.
    "tel-non-breaking": "off",
    // Checkboxes of one group share a name, as radios do.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
  },
};
