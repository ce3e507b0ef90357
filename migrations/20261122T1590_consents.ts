import { type Kysely, sql } from "kysely";

/** Who agreed to what for whom: texts, guardians, links to them, and the ledger of answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema consents`.execute(db);
  await createTexts(db);
  await createGuardians(db);
  await createLedger(db);
  // Where somebody belongs and by which ages and calendar: consents turn on it, and read nothing else of members.
  await sql`
    create view members.v_belonging as
    select membership.person_id, membership.hub_id, membership.status, hub.consent_age, hub.time_zone
    from members.membership join hubs.v_hub hub on hub.id = membership.hub_id
    where membership.status <> 'left'`.execute(db);
  for (const text of firstTexts) await addText(db, text);
}

const purposes = sql`purpose in ('data', 'photo', 'travel', 'overnight', 'badge', 'messenger')`;

async function createTexts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.text (
      id uuid primary key default gen_random_uuid(),
      purpose text not null check (${purposes}),
      version smallint not null check (version > 0),
      words jsonb not null check (words ?& array['kk', 'ru', 'en']),
      term_months smallint not null check (term_months between 1 and 60),
      published_at timestamptz not null,
      published_by uuid,
      -- Whether a lawyer has read these words; until then whoever reads them is told so.
      lawyer_checked boolean not null,
      unique (purpose, version)
    )`.execute(db);
  await sql`
    create function consents.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '%.% is never changed once it is written', tg_table_schema, tg_table_name;
    end $$`.execute(db);
  await sql`
    create trigger refuse_change before update or delete on consents.text
    for each row execute function consents.refuse_change()`.execute(db);
  await sql`
    create trigger refuse_truncate before truncate on consents.text
    for each statement execute function consents.refuse_change()`.execute(db);
}

async function createGuardians(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.guardian (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null references people.person on delete cascade,
      name text not null check (length(name) between 1 and 120),
      relation text not null check (relation in ('mother', 'father', 'guardian', 'trustee')),
      contact_kind text not null check (contact_kind in ('mail', 'phone')),
      contact text not null,
      language text not null check (language in ('kk', 'ru', 'en')),
      named_at timestamptz not null,
      named_by uuid references people.person on delete set null,
      -- When they showed that the contact is theirs and said who they are.
      confirmed_at timestamptz,
      ended_at timestamptz
    )`.execute(db);
  await sql`create index on consents.guardian (person_id)`.execute(db);
  await sql`create index on consents.guardian (named_by)`.execute(db);
  await sql`create index on consents.guardian (contact_kind, contact)`.execute(db);
  await sql`
    create table consents.request (
      id uuid primary key,
      person_id uuid not null references people.person on delete cascade,
      guardian_id uuid not null references consents.guardian on delete cascade,
      token_hash bytea not null unique,
      -- The link for the reminders, sealed; wiped as soon as nobody needs it.
      sealed bytea,
      asked_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > asked_at),
      answered_at timestamptz,
      ended_at timestamptz,
      reminded smallint not null default 0 check (reminded between 0 and 2)
    )`.execute(db);
  await sql`
    create unique index on consents.request (person_id) where answered_at is null and ended_at is null`.execute(
    db,
  );
  await sql`create index on consents.request (person_id, asked_at)`.execute(db);
  await sql`create index on consents.request (guardian_id)`.execute(db);
  await sql`create index on consents.request (asked_at) where answered_at is null and ended_at is null`.execute(
    db,
  );
}

async function createLedger(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consents.consent (
      id bigint generated always as identity primary key,
      person_id uuid not null references people.person on delete cascade,
      guardian_id uuid references consents.guardian on delete cascade,
      purpose text not null check (${purposes}),
      text_id uuid not null references consents.text,
      -- SHA-256 of everything that was shown: the text in three languages, the operator and its number.
      text_hash bytea not null check (length(text_hash) = 32),
      operator text not null,
      operator_bin text not null,
      answer text not null check (answer in ('agreed', 'refused')),
      given_by text not null check (given_by in ('guardian', 'person')),
      how text not null check (how in ('link', 'paper', 'in_person')),
      at timestamptz not null,
      ends_on date not null,
      withdrawn_at timestamptz,
      withdrawn_by text check (withdrawn_by in ('guardian', 'person')),
      -- When it was noticed that its term is over and whoever has to know was told.
      ended_at timestamptz,
      check ((given_by = 'guardian') = (guardian_id is not null)),
      check ((withdrawn_at is null) = (withdrawn_by is null))
    )`.execute(db);
  await sql`create index on consents.consent (person_id, purpose, id)`.execute(db);
  await sql`create index on consents.consent (guardian_id)`.execute(db);
  await sql`create index on consents.consent (text_id)`.execute(db);
  await sql`create index on consents.consent (ends_on) where ended_at is null and withdrawn_at is null`.execute(
    db,
  );
  // An answer stays as it was given; it can be withdrawn once, end once, and follow a person into another record.
  await sql`
    create function consents.keep_answer() returns trigger language plpgsql as $$
    begin
      if (old.purpose, old.text_id, old.text_hash, old.operator, old.operator_bin, old.answer, old.given_by, old.how,
          old.at, old.ends_on)
        is distinct from
         (new.purpose, new.text_id, new.text_hash, new.operator, new.operator_bin, new.answer, new.given_by, new.how,
          new.at, new.ends_on)
        or (old.withdrawn_at is not null and
            (old.withdrawn_at, old.withdrawn_by) is distinct from (new.withdrawn_at, new.withdrawn_by))
      then
        raise exception 'consents.consent is never changed: an answer is withdrawn or followed by another one';
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger keep_answer before update on consents.consent
    for each row execute function consents.keep_answer()`.execute(db);
}

type Words = {
  title: string;
  body: string;
  data: string;
  others: string;
  abroad: string;
  publication: string;
};
type First = { purpose: string; months: number; kk: Words; ru: Words; en: Words };

async function addText(db: Kysely<unknown>, { purpose, months, kk, ru, en }: First): Promise<void> {
  const words = JSON.stringify({ kk, ru, en });
  await sql`
    insert into consents.text (purpose, version, words, term_months, published_at, lawyer_checked)
    values (${purpose}, 1, ${words}::jsonb, ${months}, '2026-11-22T00:00:00Z', false)`.execute(db);
}

const home = {
  kk: "Деректер Қазақстандағы серверде сақталады, шетелге берілмейді.",
  ru: "Данные хранятся на сервере в Казахстане и за границу не передаются.",
  en: "The data stays on a server in Kazakhstan and is not sent abroad.",
};
const nobodyElse = {
  kk: "Басқа ешкімге берілмейді. Тек хаб үйлестірушілері көреді.",
  ru: "Никому больше не передаются. Их видят только координаторы хаба.",
  en: "It is given to nobody else. Only the hub’s coordinators see it.",
};
const unpublished = {
  kk: "Ештеңе жарияланбайды.",
  ru: "Ничего не публикуется.",
  en: "Nothing is published.",
};

// The first words, for a lawyer to check before real use.
const firstTexts: First[] = [
  {
    purpose: "data",
    months: 24,
    kk: {
      title: "Хабқа қатысу және жеке деректер",
      body: "Хабтың сабақтары мен іс-шараларына қатысуға және ол үшін қажет деректерді сақтауға келісесіз бе? Қатысу тегін әрі ерікті: кез келген уақытта тоқтатуға болады.",
      data: "Аты-жөні, туған күні, тұратын ауылы не қаласы, оқитын жері, білетін тілдері, тілегі, байланысы, қатысқан іс-шаралары.",
      others: nobodyElse.kk,
      abroad: home.kk,
      publication: unpublished.kk,
    },
    ru: {
      title: "Участие в хабе и личные данные",
      body: "Согласны ли вы на участие в занятиях и делах хаба и на то, чтобы хаб хранил нужные для этого данные? Участие бесплатное и добровольное: прекратить его можно в любой момент.",
      data: "Имя и фамилия, дата рождения, село или город, место учёбы, языки, пожелания, контакт, дела, в которых было участие.",
      others: nobodyElse.ru,
      abroad: home.ru,
      publication: unpublished.ru,
    },
    en: {
      title: "Taking part in the hub, and personal data",
      body: "Do you agree to taking part in the hub’s training and activities, and to the hub keeping the data this needs? Taking part is free and voluntary: it can be ended at any time.",
      data: "Name, date of birth, village or town, place of study, languages, wishes, contact, activities taken part in.",
      others: nobodyElse.en,
      abroad: home.en,
      publication: unpublished.en,
    },
  },
  {
    purpose: "photo",
    months: 12,
    kk: {
      title: "Фото мен бейне",
      body: "Іс-шараларда суретке және бейнеге түсіруге келісесіз бе? Келіспесеңіз де, қатысуға ешқандай кедергі болмайды. Он сегізге дейін ата-ананың да, қатысушының өзінің де келісімі керек.",
      data: "Іс-шарада түсірілген сурет пен бейне.",
      others: "Хабтың әріптестері мен бұқаралық ақпарат құралдары жарияланған суретті көре алады.",
      abroad:
        "Сурет Қазақстандағы серверде сақталады. Интернетте жарияланса, оны басқа елдерден де көруге болады.",
      publication:
        "Хабтың парақшалары мен есептерінде жариялануы мүмкін. Суреттің жанында аты-жөні мен тұратын жері ешқашан қатар жазылмайды.",
    },
    ru: {
      title: "Фото и видео",
      body: "Согласны ли вы на фото- и видеосъёмку во время дел хаба? Если нет, участвовать это никак не помешает. До восемнадцати лет нужны оба согласия: родителя и самого участника.",
      data: "Фотографии и видео, снятые во время дел хаба.",
      others: "Опубликованные снимки могут увидеть партнёры хаба и журналисты.",
      abroad: "Снимки хранятся на сервере в Казахстане. Опубликованное в интернете видно и из других стран.",
      publication:
        "Снимки могут появиться на страницах и в отчётах хаба. Имя и место жительства рядом со снимком не пишутся никогда.",
    },
    en: {
      title: "Photos and video",
      body: "Do you agree to photos and video being taken at the hub’s activities? Saying no does not get in the way of taking part. Before eighteen two are needed: the parent’s yes and the young person’s own.",
      data: "Photos and video taken at the hub’s activities.",
      others: "Partners of the hub and journalists may see what is published.",
      abroad:
        "Pictures are kept on a server in Kazakhstan. What is published on the internet can be seen from other countries too.",
      publication:
        "Pictures may appear on the hub’s pages and in its reports. A name and a place of living never stand together with a picture.",
    },
  },
  {
    purpose: "travel",
    months: 12,
    kk: {
      title: "Басқа елді мекенге сапар",
      body: "Хабпен бірге басқа ауылға не қалаға бір күндік сапарға шығуға келісесіз бе? Әр сапар алдында қайда, қашан, кіммен баратыны бөлек хабарланады. Балалармен кемінде екі тексерілген ересек бірге жүреді.",
      data: "Аты-жөні, жасы, ата-анасының байланысы, денсаулық туралы айту қажет деп тапқаныңыз.",
      others: "Тасымалдаушыға аты-жөні мен жасы ғана беріледі, сапар үшін қажет болса.",
      abroad: home.kk,
      publication: unpublished.kk,
    },
    ru: {
      title: "Поездки в другой населённый пункт",
      body: "Согласны ли вы на однодневные поездки с хабом в другое село или город? О каждой поездке сообщат отдельно: куда, когда и с кем. С детьми едут не меньше двух проверенных взрослых.",
      data: "Имя и фамилия, возраст, контакт родителя и то о здоровье, что вы сами сочтёте нужным сказать.",
      others: "Перевозчику сообщают только имя и возраст, если это нужно для поездки.",
      abroad: home.ru,
      publication: unpublished.ru,
    },
    en: {
      title: "Trips to another village or town",
      body: "Do you agree to day trips with the hub to another village or town? Before each trip you are told where, when and with whom. At least two checked adults go with the children.",
      data: "Name, age, a parent’s contact, and whatever about health you yourself think we should know.",
      others: "The carrier is given only name and age, if the trip needs it.",
      abroad: home.en,
      publication: unpublished.en,
    },
  },
  {
    purpose: "overnight",
    months: 12,
    kk: {
      title: "Түнеп қалатын сапар",
      body: "Хабпен бірге үйден тыс жерде (мысалы, лагерьде) түнеуге келісесіз бе? Әр жолы қайда, қанша түн, кіммен болатыны бөлек хабарланады. Ұлдар мен қыздар бөлек жатады, ересектер де бөлек жатады.",
      data: "Аты-жөні, жасы, ата-анасының байланысы, денсаулық пен тамақ туралы айту қажет деп тапқаныңыз.",
      others: "Түнейтін орынға аты-жөні мен жасы ғана беріледі, тіркеу үшін қажет болса.",
      abroad: home.kk,
      publication: unpublished.kk,
    },
    ru: {
      title: "Поездки с ночёвкой",
      body: "Согласны ли вы на ночёвки вне дома вместе с хабом (например, в лагере)? Каждый раз сообщат отдельно: где, сколько ночей и с кем. Мальчики и девочки спят раздельно, взрослые тоже отдельно.",
      data: "Имя и фамилия, возраст, контакт родителя и то о здоровье и питании, что вы сами сочтёте нужным сказать.",
      others: "Месту ночлега сообщают только имя и возраст, если это нужно для регистрации.",
      abroad: home.ru,
      publication: unpublished.ru,
    },
    en: {
      title: "Trips with a night away",
      body: "Do you agree to nights away from home with the hub (in a camp, for instance)? Each time you are told where, how many nights and with whom. Boys and girls sleep apart, and so do adults.",
      data: "Name, age, a parent’s contact, and whatever about health and food you yourself think we should know.",
      others: "The place of the night is given only name and age, if it has to register guests.",
      abroad: home.en,
      publication: unpublished.en,
    },
  },
  {
    purpose: "badge",
    months: 24,
    kk: {
      title: "Белгі мен сертификатты жариялау",
      body: "Алынған белгі мен сертификатты сілтемесі бар кез келген адам тексере алатындай етіп жариялауға келісесіз бе? Келіспесеңіз, белгі тек иесінде қалады.",
      data: "Аты мен тегі, белгінің не сертификаттың атауы, берілген күні, берген хаб.",
      others: "Сілтемесі бар адам көреді. Сілтемені кімге беретінін өздеріңіз шешесіздер.",
      abroad: "Деректер Қазақстанда сақталады. Сілтемесі бар адам оны басқа елден де аша алады.",
      publication: "Белгінің беті сілтеме арқылы ашылады, іздеу жүйелеріне берілмейді.",
    },
    ru: {
      title: "Публикация значка и сертификата",
      body: "Согласны ли вы, чтобы полученный значок и сертификат мог проверить любой, у кого есть ссылка? Если нет, значок останется только у того, кто его получил.",
      data: "Имя и фамилия, название значка или сертификата, дата, какой хаб его дал.",
      others: "Видит тот, у кого есть ссылка. Кому её дать, решаете вы сами.",
      abroad: "Данные хранятся в Казахстане. Тот, у кого есть ссылка, может открыть её и из другой страны.",
      publication: "Страница значка открывается по ссылке, поисковым системам она не показывается.",
    },
    en: {
      title: "Publishing a badge or certificate",
      body: "Do you agree to a badge or certificate being published so that anybody who has its link can check it? If not, the badge stays with its owner alone.",
      data: "Name, what the badge or certificate is called, its date, and the hub that gave it.",
      others: "Whoever has the link sees it. You decide yourselves whom to give it to.",
      abroad: "The data is kept in Kazakhstan. Whoever has the link can open it from another country too.",
      publication: "The badge’s page opens by its link and is not shown to search engines.",
    },
  },
  {
    purpose: "messenger",
    months: 12,
    kk: {
      title: "Мессенджер арқылы хабарласу",
      body: "Хабтың хабарламаларын мессенджер арқылы (мысалы, Telegram) алуға келісесіз бе? Ересек пен бала жеке жазыспайды: әр әңгімеде екінші тексерілген ересек не ата-анасы болады.",
      data: "Мессенджердегі аты не нөмірі, хабарламалар.",
      others: "Хабарламаларды мессенджердің иесі болып табылатын компания тасымалдайды.",
      abroad:
        "Мессенджердің серверлері шетелде болуы мүмкін. Сондықтан онда маңызды жеке деректер жазылмайды.",
      publication: unpublished.kk,
    },
    ru: {
      title: "Связь через мессенджер",
      body: "Согласны ли вы, чтобы сообщения хаба приходили в мессенджер (например, Telegram)? Взрослый и ребёнок не переписываются наедине: в каждой беседе есть второй проверенный взрослый или родитель.",
      data: "Имя или номер в мессенджере, сообщения.",
      others: "Сообщения передаёт компания, которой принадлежит мессенджер.",
      abroad: "Серверы мессенджера могут находиться за границей. Поэтому важных личных данных там не пишут.",
      publication: unpublished.ru,
    },
    en: {
      title: "Messages by messenger",
      body: "Do you agree to the hub’s messages coming by messenger (Telegram, for instance)? An adult and a child never write to each other alone: a second checked adult or the parent is in every thread.",
      data: "Name or number in the messenger, and the messages.",
      others: "The messages are carried by the company that owns the messenger.",
      abroad: "The messenger’s servers may be abroad. So no important personal data is written there.",
      publication: unpublished.en,
    },
  },
];
