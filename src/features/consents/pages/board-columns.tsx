import type { ComponentChildren } from "preact";
import { formatDate } from "../../../platform/i18n/format.ts";
import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import type { Column } from "../../../ui/table/table.tsx";
import type { Purpose } from "../rules/standing.ts";

/** All that is told about somebody who waits. */
export type WaitingRow = {
  id: string;
  person: string;
  given_name: string;
  age: number;
  district: { text: string; lang: string } | null;
  since: Date;
  days: number;
  guardian: "none" | "asked" | "over";
  reminded_at: Date | null;
};

export type MemberRow = {
  id: string;
  person: string;
  surname: string;
  given_name: string;
  words: {
    purpose: Purpose;
    standing: "agreed" | "missing" | "refused" | "withdrawn" | "ended";
    at: Date;
    ends_on: string | null;
  }[];
};

type TickProps = {
  person: string;
  name: string;
  ticked: boolean;
  first: boolean;
  children: ComponentChildren;
};

/** A box before somebody's name; the first of a list is where an error leads. */
const Tick = ({ person, name, ticked, first, children }: TickProps) => (
  <span class="flex items-start gap-3">
    <input
      type="checkbox"
      class="checkbox shrink-0"
      id={first ? "person" : undefined}
      name="person"
      value={person}
      checked={ticked}
      aria-label={m["today.tick"]({ name })}
    />
    <span>{children}</span>
  </span>
);

type Lines = { zone: string; ticked: boolean; first: string | undefined };

export function waitingColumns({ zone, ticked, first }: Lines): Column<WaitingRow>[] {
  return [
    {
      key: "given_name",
      title: m["members.field.given_name"](),
      draw: ({ person, given_name: name }) => (
        <Tick person={person} name={name} ticked={ticked} first={person === first}>
          {name}
        </Tick>
      ),
    },
    { key: "age", title: m["members.column.age"](), numeric: true, plain: true, draw: (row) => row.age },
    {
      key: "district",
      title: m["members.column.district"](),
      plain: true,
      draw: ({ district }) => district && <span lang={district.lang}>{district.text}</span>,
    },
    {
      key: "since",
      title: m["members.column.since"](),
      draw: ({ since, days }) => (
        <>
          {formatDate(since, { zone })}
          <span class="text-soft">
            {" "}
            · <span class="whitespace-nowrap">{m["consents.board.days"]({ days })}</span>
          </span>
        </>
      ),
    },
    {
      key: "guardian",
      title: m["consents.board.guardian"](),
      draw: ({ guardian }) => m[`consents.board.guardian.${guardian}`](),
    },
    {
      key: "reminded",
      title: m["consents.board.reminded"](),
      draw: ({ reminded_at }) => reminded_at && formatDate(reminded_at, { zone }),
    },
  ];
}

type About = Lines & { list: "no" | "soon"; opens: boolean };

export function memberColumns({ list, zone, opens, ticked, first }: About): Column<MemberRow>[] {
  return [
    {
      key: "name",
      title: m["members.column.name"](),
      draw: ({ person, surname, given_name }) => {
        const name = `${surname} ${given_name}`;
        const shown = opens ? <a href={href(`/people/${person}`)}>{name}</a> : name;
        return list === "no" ? (
          shown
        ) : (
          <Tick person={person} name={name} ticked={ticked} first={person === first}>
            {shown}
          </Tick>
        );
      },
    },
    {
      key: "words",
      title: m[`consents.board.what.${list}`](),
      draw: ({ words }) => (
        <ul class="grid gap-2">
          {words.map((word) => (
            <li>{list === "no" ? <No word={word} zone={zone} /> : <Soon word={word} />}</li>
          ))}
        </ul>
      ),
    },
  ];
}

type WordProps = { word: MemberRow["words"][number] };

/** What was said no to; and where it was allowed before, what has to be undone now. */
const No = ({ word: { purpose, standing, at }, zone }: WordProps & { zone: string }) => (
  <>
    <strong>{m[`consents.purpose_name.${purpose}`]()}</strong>
    {": "}
    {m["consents.board.said"]({ word: m[`consents.word.${standing}`](), date: formatDate(at, { zone }) })}
    {standing === "withdrawn" && <p class="text-care">{m[`consents.board.undo.${purpose}`]()}</p>}
  </>
);

const Soon = ({ word: { purpose, ends_on } }: WordProps) => (
  <>
    <strong>{m[`consents.purpose_name.${purpose}`]()}</strong>
    {": "}
    {ends_on && m["consents.board.ends"]({ date: formatDate(ends_on) })}
  </>
);
