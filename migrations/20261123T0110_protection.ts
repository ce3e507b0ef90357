import { type Kysely, sql } from "kysely";

/** Clearances of adults: background checks, the signed code of conduct, safeguarding training. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema protection`.execute(db);
  await createCode(db);
  await createClearances(db);
  // Who holds a post that counts in a hub, a region's once for each of its hubs: read by rooms that look after adults.
  await sql`
    create view members.v_duty as
    select post.person_id, hub.id as hub_id, post.post, post.since, post.until
    from members.post post join hubs.v_hub hub on hub.id = post.hub_id or hub.region_code = post.region_code`.execute(
    db,
  );
}

async function createCode(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table protection.code (
      id uuid primary key default gen_random_uuid(),
      version smallint not null unique check (version > 0),
      words jsonb not null check (words ?& array['kk', 'ru', 'en']),
      published_at timestamptz not null,
      -- Whether a lawyer has read these words; until then whoever reads them is told so.
      lawyer_checked boolean not null
    )`.execute(db);
  await sql`
    create function protection.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '%.% is never changed once it is written', tg_table_schema, tg_table_name;
    end $$`.execute(db);
  await sql`
    create trigger refuse_change before update or delete on protection.code
    for each row execute function protection.refuse_change()`.execute(db);
  await sql`
    create trigger refuse_truncate before truncate on protection.code
    for each statement execute function protection.refuse_change()`.execute(db);
  await sql`
    insert into protection.code (version, words, published_at, lawyer_checked)
    values (1, ${JSON.stringify(firstCode)}::jsonb, '2026-11-23T00:00:00Z', false)`.execute(db);
}

async function createClearances(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table protection.clearance (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      kind text not null check (kind in ('background_check', 'code_of_conduct', 'safeguarding_training')),
      -- What was looked at, by its kind: no copy is kept, and no number.
      document text check (document in ('egov_certificate', 'paper_certificate', 'course_certificate', 'attendance_list')),
      valid_from date not null,
      -- The first day on which it does not stand any more.
      ends_on date not null check (ends_on > valid_from),
      at timestamptz not null,
      recorded_by uuid references people.person on delete set null,
      code_id uuid references protection.code,
      withdrawn_at timestamptz,
      withdrawn_by uuid references people.person on delete set null,
      withdrawn_reason text check (length(withdrawn_reason) between 1 and 300),
      -- How many letters about its end have been written.
      reminded smallint not null default 0 check (reminded between 0 and 2),
      check ((kind = 'code_of_conduct') = (code_id is not null)),
      check ((kind = 'code_of_conduct') = (document is null)),
      check ((withdrawn_at is null) = (withdrawn_reason is null)),
      check (withdrawn_by is null or withdrawn_at is not null)
    )`.execute(db);
  await sql`create index on protection.clearance (person_id, kind, ends_on)`.execute(db);
  await sql`create index on protection.clearance (recorded_by)`.execute(db);
  await sql`create index on protection.clearance (withdrawn_by)`.execute(db);
  await sql`create index on protection.clearance (ends_on) where withdrawn_at is null and reminded < 2`.execute(
    db,
  );
}

// The first words, for a lawyer to check before real use.
const firstCode = {
  kk: [
    "Мен балалармен құрметпен сөйлесемін. Ұрмаймын, қорламаймын, қорқытпаймын, мазақ етпеймін және өзгелерге де жол бермеймін.",
    "Баламен есігі жабық бөлмеде не көлікте екеуара жалғыз қалмаймын. Қасымызда әрқашан тағы бір тексерілген ересек немесе ашық, көзге көрінетін орын болады.",
    "Балаларға жеке хат жазбаймын. Хат алмасуға хабтың тағы бір ересегі немесе баланың ата-анасы қосылады.",
    "Баланы ата-анасы мен өзі келіспейінше суретке түсірмеймін. Аты-жөнін, мектебін не мекенжайын суретпен қатар жарияламаймын.",
    "Баламен жыныстық сипаттағы ешқандай сөзге, ыммен жанасуға, хат не суретке жол бермеймін. Баламен қарым-қатынас жасырын болмайды.",
    "Балаларға арақ, темекі, вейп, есірткі бермеймін және олармен бірге болғанда өзім де қолданбаймын.",
    "Бала маған ауыр нәрсе айтса, тыңдаймын, «ешкімге айтпаймын» деп уәде бермеймін, балалар қауіпсіздігіне жауапты адамға сол күні хабарлаймын. Қауіп төнсе, 102-ге не 111-ге бірден қоңырау шаламын.",
    "Әріптесім осы ережені бұзса, үндемей қалмаймын. Хабарлағаны үшін ешкім жазаланбайды.",
    "Осы ережені бұзсам, балалармен жұмыс істеуден шеттетілетінімді түсінемін.",
  ],
  ru: [
    "Я говорю с детьми уважительно. Не бью, не унижаю, не запугиваю, не высмеиваю и не позволяю этого другим.",
    "Я не остаюсь с ребёнком наедине за закрытой дверью или в машине. Рядом всегда есть ещё один проверенный взрослый, или мы на виду.",
    "Я не веду с детьми личной переписки. В ней участвует ещё один взрослый из хаба или родитель.",
    "Я снимаю ребёнка, только если согласны он сам и его родители. Имя, школу и адрес рядом со снимком не публикую.",
    "Я не допускаю с ребёнком никаких слов, прикосновений, сообщений и снимков сексуального характера. Тайных отношений с детьми у меня не бывает.",
    "Я не даю детям алкоголь, табак, вейпы и наркотики и не употребляю их сам, когда я с детьми.",
    "Если ребёнок рассказал мне о тяжёлом, я слушаю, не обещаю молчать и в тот же день сообщаю ответственному за безопасность детей. Если есть опасность, сразу звоню 102 или 111.",
    "Если правила нарушает коллега, я не молчу. За сообщение никого не наказывают.",
    "Я понимаю: если я нарушу эти правила, меня отстранят от работы с детьми.",
  ],
  en: [
    "I speak to children with respect. I do not hit, humiliate, frighten or mock them, and do not let others do it.",
    "I am never alone with a child behind a closed door or in a car. Another checked adult is always there, or we are where others see us.",
    "I do not write to children in private. Another adult of the hub or a parent is in every conversation.",
    "I take a child’s picture only when the child and the parents agree. I never publish a name, school or address beside it.",
    "I allow no words, touch, messages or pictures of a sexual kind with a child. I have no secret relationships with children.",
    "I give children no alcohol, tobacco, vapes or drugs, and use none myself while I am with them.",
    "When a child tells me something hard, I listen, do not promise silence, and tell the safeguarding focal point the same day. Where there is danger I call 102 or 111 at once.",
    "When a colleague breaks these rules I do not stay silent. Nobody is punished for telling.",
    "I understand that if I break these rules I am kept away from work with children.",
  ],
};
