// What every string that enters the product goes through: bounded, normalised, and without characters that lie to the eye.
import { z } from 'zod';
import './issues.ts';

// Control and format characters, line and paragraph separators, lone surrogates, and everything that Unicode says may be
// ignored when displayed (zero-width, bidi overrides, tags, fillers); variation selectors stay, names and emoji use them.
const hidden =
  /(?![\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
// A family, a profession, a flag: pictures that a zero-width joiner makes one of, as any phone's keyboard does.
const joinedPictures =
  /\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?){1,6}/gu;
const stackedMarks = /\p{M}{5}/u;
// The replacement character stands where bytes were no UTF-8.
const nonCharacters = /[\uFDD0-\uFDEF\uFFFD-\uFFFF]/u;

const hiddenMessage = '含有不可见或控制字符，请删除后重试';

/** Whether a text holds no character that hides, reorders or stacks (line breaks are a matter of the caller). */
export function isHonestText(text: string, lineBreaks = false): boolean {
  const shown = (lineBreaks ? text.replaceAll('\n', '') : text).replace(joinedPictures, '');
  return !hidden.test(shown) && !stackedMarks.test(text) && !nonCharacters.test(text);
}

/** One line of text: trimmed, NFC, 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .refine((text) => isHonestText(text), { error: hiddenMessage, abort: true })
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max);
}

/** Text of several lines: line breaks unified to \n, trimmed, NFC, 1 to `max` characters. */
export function paragraphs(max: number) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n').replace(/\t/g, ' '))
    .refine((text) => isHonestText(text, true), { error: hiddenMessage, abort: true })
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max);
}
