import { sql } from "kysely";
import { connect } from "../src/platform/db/pool.ts";

export type Scene = { name: string; role: string; path: string };

/** Every list, filter, order and search of the house, with addresses that are met in this database. */
export async function scenesOf(url: string): Promise<Scene[]> {
  const db = connect(url, { max: 1 });
  const one = async (query: ReturnType<typeof sql>): Promise<string> => {
    const { rows } = await query.execute(db);
    return String(Object.values(rows[0] as object)[0]);
  };
  const listed = sql`status in ('registered', 'volunteer')`;
  const scopes = [
    {
      role: "coordinator",
      where: sql`hub_id = (select id from hubs.hub where slug = 'kokshetau') and ${listed}`,
    },
    { role: "national_coordinator", where: sql`${listed}` },
  ];
  const scenes: Scene[] = [];
  for (const { role, where } of scopes) {
    const middle = (order: string) =>
      one(sql`select id from members.membership where ${where} order by ${sql.raw(order)}, id
        offset (select count(*) / 2 from members.membership where ${where}) limit 1`);
    const home =
      await one(sql`select settlement_code from members.membership where ${where} and settlement_code like '11%'
      group by 1 order by count(*) desc, 1 offset 3 limit 1`);
    const district = await one(sql`select district_code from members.membership
      join places.place on code = settlement_code where ${where} and settlement_code like '11%'
      group by 1 order by count(*) desc, 1 offset 3 limit 1`);
    const add = (name: string, query: string) =>
      scenes.push({ name, role, path: `/en/people${query ? `?${query}` : ""}` });
    add("list", "");
    for (const sort of ["-name", "joined", "-joined", "age", "-age"]) add(`sort ${sort}`, `sort=${sort}`);
    add("deep page by name", `after=${await middle("name_key")}`);
    add("deep page back by name", `before=${await middle("name_key")}`);
    add("deep page by joining", `sort=-joined&after=${await middle("joined_at")}`);
    add("deep page by age", `sort=-age&after=${await middle("birth_date")}`);
    for (const age of ["under14", "16-17", "25-35", "over35"]) add(`age ${age}`, `age=${age}`);
    add("age 25-35 by joining", "age=25-35&sort=joined");
    add("status volunteer", "status=volunteer");
    for (const speaks of ["en", "ko", "sign", "uz"]) add(`speaks ${speaks}`, `speaks=${speaks}`);
    add("speaks ko by age", "speaks=ko&sort=age");
    add("district", `district=${district}`);
    add("district by joining", `district=${district}&sort=joined`);
    add("village", `settlement=${home}`);
    add("village by age", `settlement=${home}&sort=age`);
    add("age, status, language by joining", "age=18-24&status=volunteer&speaks=en&sort=joined");
    add("rare language, age, district", `age=18-24&speaks=ko&district=${district}`);
    add("rare language, age", `age=25-35&speaks=sign`);
    const search = (name: string, words: string, more = "") =>
      add(`search ${name}${more}`, `q=${encodeURIComponent(words)}${more}`);
    search("given name", "Айша");
    search("given name", "Айша", "&sort=joined");
    search("given name", "Айша", "&sort=-age");
    search("given name", "Айша", "&status=volunteer&age=16-17");
    search("given name", "Айша", `&district=${district}`);
    search("surname", "Тоқтаров");
    search("surname, whole", "Ыбыраева", "&sort=joined");
    search("two words", "Омарова Айша");
    search("two words", "Айша Омарова", "&sort=joined");
    search("three words", "Омарова Айша Серік");
    search("one letter", "а");
    search("two letters", "то");
    search("letter and word", "а Ыбыраева");
    search("village", "Алгабас");
    search("village and name", "Алгабас Айша");
    search("rare village", "Кошкарбаево");
    search("misspelt given name", "Карлыгачш");
    search("misspelt surname", "Тахтарофа");
    search("nothing", "zzzzqq");
    search("nothing, two words", "Айша zzzzqq");
  }
  const waits = await one(sql`select id from members.membership where status = 'waiting_for_consent'
    and hub_id = (select id from hubs.hub where slug = 'kokshetau') order by joined_at, id offset 20 limit 1`);
  const somebody = await one(
    sql`select person_id from members.membership where ${listed} order by id limit 1`,
  );
  const entry = await one(sql`select id from platform.audit_entry order by id
    offset (select count(*) / 2 from platform.audit_entry) limit 1`);
  scenes.push(
    { name: "one hub of all", role: "national_coordinator", path: "/en/people?hub=astana" },
    {
      name: "one hub of all, search",
      role: "national_coordinator",
      path: "/en/people?hub=astana&q=%D0%90%D0%B9%D1%88%D0%B0",
    },
    { name: "waiting", role: "coordinator", path: "/en/people/waiting" },
    { name: "waiting, deep page", role: "coordinator", path: `/en/people/waiting?after=${waits}` },
    { name: "today", role: "coordinator", path: "/en/today" },
    { name: "totals", role: "coordinator", path: "/en/hubs/kokshetau/totals" },
    { name: "posts", role: "coordinator", path: "/en/posts" },
    { name: "cards", role: "coordinator", path: "/en/cards" },
    { name: "readers", role: "coordinator", path: "/en/me/readers" },
    { name: "today", role: "national_coordinator", path: "/en/today" },
    { name: "hubs to see totals of", role: "national_coordinator", path: "/en/totals" },
    { name: "posts", role: "national_coordinator", path: "/en/posts" },
    { name: "posts of coordinators", role: "national_coordinator", path: "/en/posts?post=coordinator" },
    { name: "posts of one hub", role: "national_coordinator", path: "/en/posts?hub=astana" },
    { name: "posts that end soon", role: "national_coordinator", path: "/en/posts?view=soon" },
    { name: "posts that ended", role: "national_coordinator", path: "/en/posts?view=ended" },
    { name: "today", role: "administrator", path: "/en/today" },
    { name: "audit", role: "administrator", path: "/en/audit" },
    { name: "audit, one act", role: "administrator", path: "/en/audit?act=members.join" },
    { name: "audit, a rare act", role: "administrator", path: "/en/audit?act=hubs.edit" },
    { name: "audit, one hub", role: "administrator", path: "/en/audit?hub=astana" },
    { name: "audit, one hub and act", role: "administrator", path: "/en/audit?hub=astana&act=members.join" },
    { name: "audit, one person", role: "administrator", path: `/en/audit?person=${somebody}` },
    { name: "audit, deep page", role: "administrator", path: `/en/audit?after=${entry}` },
    { name: "audit, until a day", role: "administrator", path: "/en/audit?until=2026-06-01" },
    { name: "hubs", role: "coordinator", path: "/en/hubs" },
    {
      name: "place search",
      role: "coordinator",
      path: "/en/places/search?q=%D0%B0%D0%BB%D0%B3%D0%B0%D0%B1%D0%B0%D1%81",
    },
    { name: "place suggestions", role: "coordinator", path: "/en/places/suggestions?q=%D0%B0%D0%BB%D0%B3" },
    { name: "outbox", role: "administrator", path: "/en/outbox" },
    { name: "imports", role: "administrator", path: "/en/places/import" },
  );
  await db.destroy();
  return scenes;
}
