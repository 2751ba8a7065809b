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

// Mobile and landline numbers and identity cards, also when written with spaces, dashes or full-width digits.
const digit = '[0-9０-９]';
const gap = '[\\s\\-－—.]?';
const identity = new RegExp(`(?<!${digit})(?:${digit}${gap}){17}[0-9０-９XxＸｘ](?!${digit})`, 'g');
const mobile = new RegExp(`(?<!${digit})[1１]${gap}[3-9３-９](?:${gap}${digit}){9}(?!${digit})`, 'g');
const landline = new RegExp(`(?<!${digit})[0０]${digit}{2,3}${gap}[2-8２-８]${digit}{6,7}(?!${digit})`, 'g');

/** The text with telephone and identity numbers starred out. */
export function maskNumbers(text: string): string {
  return text
    .replace(identity, (found) => stars(found, 4, 2))
    .replace(mobile, (found) => stars(found, 3, 4))
    .replace(landline, (found) => stars(found, 3, 2));
}

function stars(found: string, head: number, tail: number): string {
  const plain = found.normalize('NFKC').replace(/[^0-9Xx]/g, '');
  return `${plain.slice(0, head)}****${plain.slice(-tail)}`;
}
