/** One canonical spelling for search: Алғабас, Алгабас, Algabas and Alǵabas fold to the same lower-case Latin words. */
export function fold(text: string): string {
  const letters = [...unmix(text.normalize("NFC").toLowerCase())]
    .map((letter) => latin[letter] ?? letter)
    .join("");
  const bare = letters.normalize("NFD").replace(/\p{M}/gu, "").replace(unheard, "");
  const words = bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const folded = words
    .replace(sounds, (found) => sound[found] ?? found)
    .replace(/(zh|kh|sh|ch|ts)\1+/g, "$1")
    .replace(/(\p{L})\1+/gu, "$1");
  // One rule can make room for another, so the rules run until they change nothing: folding twice is folding once.
  return folded === text ? text : fold(folded);
}

/** Latin look-alikes typed inside a Cyrillic word become the Cyrillic letters they were meant to be. */
export const unmix = (text: string): string =>
  text.replace(/[\p{Script=Cyrillic}\p{Script=Latin}]+/gu, (word) =>
    /\p{Script=Cyrillic}/u.test(word) && alikeOnly.test(word)
      ? word.replace(/[A-Za-z]/g, (letter) => alike[letter] ?? letter)
      : word,
  );

const pairs = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(" ").map((pair) => pair.split("=") as [string, string]));

// Signs that tell how a letter is said and that people leave out: soft and hard signs, apostrophes.
const unheard = /[ьъ'’‘ʼʹ`´]/g;

// The Kazakh and Russian alphabets, letters that broken Kazakh fonts left behind, then Latin Kazakh of 2017 to 2021
// and the Turkish and Slavic letters that people borrow for it.
const latin = pairs(
  "а=a ә=a б=b в=v г=g ғ=g д=d е=e ё=e ж=zh з=z и=i й=y к=k қ=k л=l м=m н=n ң=n о=o ө=o п=p р=r с=s т=t у=u ұ=u ү=u " +
    "ф=f х=kh һ=kh ц=ts ч=ch ш=sh щ=shch ы=y і=i э=e ю=yu я=ya є=ye ї=i ґ=g ў=u ќ=k ј=i ѕ=z ћ=ch ђ=d " +
    "ş=sh š=sh ç=ch č=ch ž=zh ý=u ı=i ß=ss æ=a ø=o ə=a ł=l đ=d",
);

// Longest first: one spelling for each way of writing a sound. What maps to itself is there to win over what is shorter.
const sound = pairs(
  "shch=sh sch=sh dzh=zh tsh=tsh zh=zh kh=kh sh=sh ch=ch ts=ts gh=g ph=f dj=zh ng=n ye=e yo=e j=zh h=kh c=ts q=k w=u x=ks y=i",
);
const sounds = new RegExp(Object.keys(sound).join("|"), "g");

const alike = pairs(
  "A=А B=В C=С E=Е H=Н I=І K=К M=М O=О P=Р T=Т X=Х Y=У a=а c=с e=е i=і k=к o=о p=р x=х y=у",
);
const alikeOnly = new RegExp(`^[\\p{Script=Cyrillic}${Object.keys(alike).join("")}]+$`, "u");
