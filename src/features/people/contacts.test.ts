import * as fc from "fast-check";
import { expect, test } from "vitest";
import { maskContact, readContact, readMail, readPhone } from "./contacts.ts";

test("one mobile number is found again in every way people write it", () => {
  const ways = [
    "+7 701 123 45 67",
    "8 (701) 123-45-67",
    "87011234567",
    "7011234567",
    "+77011234567",
    "８７０１１２３４５６７",
  ];
  for (const way of ways) expect(readContact(way)).toEqual({ kind: "phone", value: "+77011234567" });
});

test("a line phone, a foreign number, a number too short and an extension get no code", () => {
  for (const text of ["+7 7162 25 12 34", "+1 202 555 0143", "8701123", "+77011234567 ext. 5", "12"])
    expect(readPhone(text)).toBe("not_phone");
});

test("one mailbox is found again whatever the capitals", () => {
  expect(readContact("  Aisulu.K@Mail.KZ ")).toEqual({ kind: "mail", value: "aisulu.k@mail.kz" });
  expect(readMail("a@пошта.қаз")).toEqual({ kind: "mail", value: "a@xn--80a1acn3a.xn--80ao21a" });
});

test("letters that would become somebody else's address are refused", () => {
  expect(readContact("aisulu\u212A@mail.kz")).toBe("not_latin");
  expect(readContact("ａisulu@mail.kz")).toBe("not_latin");
  expect(readMail("айсұлу@mail.kz")).toBe("not_latin");
});

test("what is no address is refused, line breaks and lists above all", () => {
  const bad = [
    "a@b",
    "@mail.kz",
    "a@@mail.kz",
    "a b@mail.kz",
    "a@mail.kz,b@mail.kz",
    "a@mail.kz\nbcc:b@mail.kz",
    "a@-x.kz",
  ];
  for (const text of [
    ...bad,
    "a..b@mail.kz",
    ".a@mail.kz",
    "a@1.2.3.4",
    "<a@mail.kz>",
    `${"a".repeat(65)}@mail.kz`,
  ])
    expect(readMail(text)).toBe("not_mail");
  expect(readContact("aisulu")).toBe("not_mail");
  expect(readContact(" ")).toBe("missing");
});

test("reading a contact twice is reading it once", () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
      const once = readContact(text);
      expect(typeof once === "string" ? once : readContact(once.value)).toEqual(once);
    }),
  );
});

test("a masked contact shows one letter or four digits", () => {
  expect(maskContact({ kind: "mail", value: "aisulu.k@mail.kz" })).toBe("a•••@mail.kz");
  expect(maskContact({ kind: "phone", value: "+77011234567" })).toBe("+7 ••• ••• 45 67");
});
