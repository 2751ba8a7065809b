// How personal data look to those who need not see them (domain §9): 张**, 138****1234.
/** The first character, then two stars however long the name is. */
export function maskName(name: string): string {
  const [first = ''] = name;
  return `${first}**`;
}

/** The first three and the last four digits; an extension is dropped. */
export function maskPhone(phone: string): string {
  const main = phone.replace(/-\d+$/, '');
  return `${main.slice(0, 3)}****${main.slice(-4)}`;
}

/** Door numbers are enough to find somebody by. */
export function maskAddress(address: string): string {
  return address.replace(/[0-9０-９一二三四五六七八九十百]+/g, '*');
}

// Mobile and landline numbers and identity cards, in full-width and styled digits too, with or without the country's code,
// and however they are spaced, dashed or bracketed.
const digit = '\\p{Nd}';
const gap = '[\\s\\-－‐-―−_.．·•/()（）]{0,3}';
const country = `[+＋]?(?:[0０]{2})?[8８][6６]${gap}`;
const alone = (pattern: string) => new RegExp(`(?<!${digit})${pattern}(?!${digit})`, 'gu');
const identity = alone(`(?:${digit}${gap}){17}[\\p{Nd}XxＸｘ]`);
/** Cards of before 1999. */
const formerIdentity = alone(`(?![0０])${digit}{15}`);
const mobile = alone(`(?:${country})?[1１𝟏𝟙𝟣𝟭𝟷]${gap}(?![0-2０-２])${digit}(?:${gap}${digit}){9}`);
const landline = alone(
  `(?:${country}[(（]?[0０]?|[(（]?[0０])${digit}{2,3}${gap}(?![01０１])${digit}{3,4}${gap}${digit}{4}`,
);

/** The text with telephone and identity numbers starred out. */
export function maskNumbers(text: string): string {
  return text
    .replace(identity, (found) => stars(found, 4, 2))
    .replace(formerIdentity, (found) => stars(found, 4, 2))
    .replace(mobile, (found) => stars(found, 3, 4))
    .replace(landline, (found) => stars(found, 3, 2));
}

function stars(found: string, head: number, tail: number): string {
  const plain = found
    .normalize('NFKC')
    .replace(/[^0-9Xx]/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');
  return `${plain.slice(0, head)}****${plain.slice(-tail)}`;
}
