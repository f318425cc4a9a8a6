// An author's formula, read as learning/activities/formula.py reads it: exact fractions,
// + - * / ( ), min, max. tests/vectors/formula.json holds both to the same.
const WORD = /[ \t\r\n]*(?:([a-z][a-z0-9_]*)|([0-9]+(?:\.[0-9]+)?)|([-+*/(),]))/y;
const NUMBER = /^[0-9]{1,15}(\.[0-9]{1,15})?$/;
const LARGEST = 10n ** 15n;

const refuse = (code) => {
  throw new Error(code);
};

/** A plain decimal as a fraction: two whole numbers. */
export function fraction(plain) {
  const [whole, part = ""] = plain.split(".");
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

const add = ([a, b], [c, d]) => [a * d + c * b, b * d];
const minus = ([a, b]) => [-a, b];
const times = ([a, b], [c, d]) => [a * c, b * d];
const over = ([a, b], [c, d]) => (c ? (c < 0n ? [-a * d, -b * c] : [a * d, b * c]) : refuse("division_by_zero"));
const isLess = ([a, b], [c, d]) => a * d < c * b;
const TAKES = {
  min: (numbers) => numbers.reduce((best, each) => (isLess(each, best) ? each : best)),
  max: (numbers) => numbers.reduce((best, each) => (isLess(best, each) ? each : best)),
};

function wordsOf(formula, values) {
  if (formula.length > 200) refuse("too_long");
  const text = formula.replace(/[ \t\r\n]+$/, "");
  const words = [];
  for (WORD.lastIndex = 0; WORD.lastIndex < text.length; ) {
    const found = WORD.exec(text) || refuse("not_allowed");
    words.push({ name: found[1], number: found[2], sign: found[3] });
  }
  if (!words.length) refuse("not_a_formula");
  if (words.length > 100) refuse("too_long");
  words.forEach(({ name, number }, at) => {
    if (Object.hasOwn(TAKES, words[at - 1]?.name ?? "") && words[at].sign !== "(") refuse("not_a_formula");
    if (name && !Object.hasOwn(TAKES, name) && !Object.hasOwn(values, name)) refuse("unknown_name");
    if (number && !NUMBER.test(number)) refuse("bad_number");
  });
  return words;
}

/** What the formula comes to; `values` are plain decimals by name. Throws its code. */
export function evaluate(formula, values) {
  const words = wordsOf(formula, values);
  let at = 0;
  const take = (...signs) => (signs.includes(words[at]?.sign) ? words[at++].sign : "");
  const expect = (sign) => take(sign) || refuse("not_a_formula");
  // Read to the end before anything is reckoned, so that a slip is found first.
  const sum = () => chain(product, { "+": add, "-": (a, b) => add(a, minus(b)) });
  const product = () => chain(single, { "*": times, "/": over });
  function chain(next, ways) {
    let left = next();
    for (let sign; (sign = take(...Object.keys(ways))); ) {
      const [first, second, way] = [left, next(), ways[sign]];
      left = () => way(first(), second());
    }
    return left;
  }
  function single() {
    if (take("-")) {
      const inner = single();
      return () => minus(inner());
    }
    if (take("(")) {
      const inner = sum();
      expect(")");
      return inner;
    }
    const { name, number } = words[at++] || {};
    if (number) return () => fraction(number);
    if (!name) refuse("not_a_formula");
    if (!Object.hasOwn(TAKES, name)) return () => fraction(values[name]);
    expect("(");
    const inner = [sum()];
    while (take(",")) inner.push(sum());
    expect(")");
    return () => TAKES[name](inner.map((each) => each()));
  }
  const whole = sum();
  if (at < words.length) refuse("not_a_formula");
  const [a, b] = whole();
  if ((a < 0n ? -a : a) >= LARGEST * b) refuse("too_big");
  return [a, b];
}

/** Rounded half away from zero, without superfluous zeros. */
export function decimalString([a, b], places = 2) {
  const scaled = (a < 0n ? -a : a) * 10n ** BigInt(places);
  const whole = (2n * scaled + b) / (2n * b);
  const digits = String(whole).padStart(places + 1, "0");
  const cut = digits.length - places;
  const plain = `${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/\.?0+$/, "");
  return a < 0n && whole ? `-${plain}` : plain;
}
