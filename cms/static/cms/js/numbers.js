// Numbers as people type them, read as learning/activities/numerals.py reads them, where
// one number is wanted; tests/vectors/numbers.json holds both to the same.
const ZEROS = "٠۰०০੦૦୦௦౦೦൦෦๐໐၀០０";
const MARKS = " %٪€$£¥₹₨៛₫₱₦฿﷼";
const SIGNS = { "−": "-", "–": "-", "﹣": "-", "－": "-", "’": "'", "ʼ": "'", "，": ",", "،": ",", "．": ".", "％": "%", "＋": "+" };
const grouped = (sign, point) =>
  new RegExp(`^((?:[1-9][0-9]{0,2}(?:${sign}[0-9]{3})+)|(?:[1-9][0-9]?(?:${sign}[0-9]{2})+${sign}[0-9]{3}))(?:[${point}]([0-9]*))?$`);
const WAYS = [
  /^(?=.*[0-9])([0-9]*)(?:[.,٫]([0-9]*))?$/,
  grouped(",", ".٫"), grouped("\\.", ",٫"), grouped(" ", ".,٫"), grouped("'", ".,٫"), grouped("٬", ".,٫"),
];

const trim = (text, marks) => {
  let [from, to] = [0, text.length];
  while (from < to && marks.includes(text[from])) from++;
  while (from < to && marks.includes(text[to - 1])) to--;
  return text.slice(from, to);
};

function folded(character) {
  const code = character.codePointAt(0);
  for (const zero of ZEROS) {
    const digit = code - zero.codePointAt(0);
    if (digit >= 0 && digit <= 9) return String(digit);
  }
  if (" \t\r\n\u00a0\u2007\u2009\u202f\u3000".includes(character)) return " ";
  if (/[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/.test(character)) return "";
  return SIGNS[character] ?? character;
}

/** The plain decimal that was typed, or "" where there is none or more than one. */
export function numberIn(text) {
  if (text.length > 200) return "";
  const bare = trim(trim([...text].map(folded).join(""), " "), MARKS);
  const sign = bare[0] === "-" ? "-" : "";
  const body = "+-".includes(bare[0] ?? " ") ? bare.slice(1).replace(/^[ %٪€$£¥₹₨៛₫₱₦฿﷼]+/, "") : bare;
  const found = new Set(WAYS.map((way) => way.exec(body)).filter(Boolean).map(plain));
  const [number] = found;
  if (found.size !== 1 || number === "" || /^[0-9]{1,3}\.[0-9]{3}$/.test(number) && number[0] !== "0") return "";
  const trimmed = number.includes(".") ? number.replace(/\.?0+$/, "") : number;
  return trimmed === "0" ? "0" : sign + trimmed;
}

function plain([, whole, part = ""]) {
  const digits = whole.replace(/[^0-9]/g, "").replace(/^0+/, "") || "0";
  if (digits.length > 15 || part.replace(/0+$/, "").length > 15) return "";
  return part ? `${digits}.${part}` : digits;
}

/** A plain decimal as it is written in the language of the lesson. */
export function inFigures(number) {
  const written = new Intl.NumberFormat((document.querySelector("article[lang]") || document.documentElement).lang, { numberingSystem: "latn", maximumFractionDigits: 15 });
  return written.format(number);
}
