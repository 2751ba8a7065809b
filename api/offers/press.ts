// One press on the page of an offer's letter: read like every other request by the contracts, done through the case's one door,
// and answered by what the page shows next.
import type { Request, Response } from 'express';
import { offerDecline, offerReport, type OfferReport } from '../../contracts/offers.ts';
import { isOpen } from '../../domain/ladder/offers.ts';
import { helpStages } from '../../domain/words.ts';
import { offerTroubles } from '../../web/wording/offer-page.ts';
import { refusalTexts } from '../../web/wording/refusals.ts';
import { receiveFiles } from '../attachments/receive.ts';
import type { GivenFile } from '../attachments/keep.ts';
import { FileRefused } from '../attachments/refused.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError, sentenceOf } from '../problem.ts';
import { field } from '../residents/browser.ts';
import { fileWords } from '../residents/files.ts';
import { actOnOffer, isReported, keepPhotos, type OfferAct, type Wish } from './acts.ts';
import type { Opened, Shown } from './links.ts';
import { discloseTo } from './view.ts';

/** What the page shows after it; 'seen' for the page's own script, which shows nothing. */
export async function press(
  deps: Dependencies,
  opened: Opened,
  request: Request,
  response: Response,
): Promise<Shown | 'seen'> {
  try {
    const files = request.is('multipart/form-data') ? await receive(deps, request, response) : [];
    return await done(deps, opened, request, files);
  } catch (error) {
    const typed = typedIn(request);
    if (error instanceof FileRefused) return { trouble: fileWords(error), typed, status: 422 };
    if (error instanceof Untaken) return { trouble: error.message, typed, status: 422 };
    if (error instanceof ProblemError) return { ...troubleOf(error), typed };
    throw error;
  }
}

/** A form that cannot be taken as it is; the message is for the page. */
class Untaken extends Error {}

async function receive(deps: Dependencies, request: Request, response: Response): Promise<GivenFile[]> {
  await deps.residents.upload(request.ip ?? 'unknown');
  return receiveFiles(request, response);
}

async function done(deps: Dependencies, opened: Opened, request: Request, files: GivenFile[]): Promise<Shown | 'seen'> {
  const { helper, appeal, offer, id } = opened;
  const wish: Wish = { helper, no: appeal.no, offerId: offer.id, callerKey: `mail:${id}` };
  const act = async (what: OfferAct, key = wish.callerKey) => actOnOffer(deps, { ...wish, callerKey: key }, what);
  switch (field(request, 'act')) {
    case 'see':
      if (offer.state === 'sent') await act({ action: 'seeOffer' });
      return 'seen';
    case 'claim':
      // Answered before: the page says by itself how.
      if (!isOpen(offer)) return {};
      await act({ action: 'claimOffer' });
      return { justNow: 'claimed' };
    case 'decline': {
      if (!isOpen(offer)) return {};
      const read = offerDecline.safeParse({ reason: field(request, 'reason'), ...wordsOf(request) });
      if (!read.success) throw new Untaken(offerTroubles.reason);
      await act({ action: 'declineOffer', ...read.data });
      return { justNow: 'declined' };
    }
    case 'contact':
      return { contact: await discloseTo(deps, helper, opened) };
    case 'report': {
      const report = reportIn(request);
      const formKey = /^[\w-]{16,64}$/.exec(field(request, 'formKey'))?.[0] ?? `${id}-${report.stage}`;
      const key = `mail:${id}:${formKey}`;
      // Pressed twice: the photos came twice as well, and are the same ones.
      if (!(await isReported(deps, { ...wish, callerKey: key }))) {
        const evidence = await keepPhotos(deps, helper, opened, files);
        await act({ action: 'reportHelp', ...report, evidence }, key);
      }
      return { justNow: report.stage };
    }
    default:
      return {};
  }
}

function reportIn(request: Request): OfferReport {
  const stage = helpStages.find((each) => each === field(request, 'stage'));
  if (!stage) throw new Untaken(offerTroubles.text);
  const [hours, persons] = [numberIn(request, 'hours'), numberIn(request, 'persons')];
  if (stage === 'done' && hours === undefined) throw new Untaken(offerTroubles.hours);
  const read = offerReport.safeParse({ stage, hours, persons, ...wordsOf(request) });
  if (read.success && !(stage === 'working' && read.data.text === undefined)) return read.data;
  throw new Untaken(offerTroubles[fieldOf(read.success ? 'text' : read.error.issues[0]?.path[0])]);
}

function fieldOf(path: PropertyKey | undefined): 'hours' | 'persons' | 'text' {
  return path === 'hours' || path === 'persons' ? path : 'text';
}

/** A number as people write it, in full-width digits too; undefined where the field is empty, NaN where it is none. */
function numberIn(request: Request, name: string): number | undefined {
  const text = field(request, name).normalize('NFKC').trim();
  return text === '' ? undefined : Number(text);
}

function wordsOf(request: Request): { text?: string } {
  const text = field(request, 'text');
  return text.trim() === '' ? {} : { text };
}

function typedIn(request: Request): NonNullable<Shown['typed']> {
  const names = ['act', 'stage', 'reason', 'text', 'hours', 'persons'] as const;
  const given = names.map((name) => [name, field(request, name)] as const).filter(([, value]) => value !== '');
  return Object.fromEntries(given);
}

/** Somebody was quicker, or its time has passed: the page says so by itself, kindly. Whatever else speaks against it is said. */
function troubleOf({ code }: ProblemError): Shown {
  if (code === 'offerTaken' || code === 'offerOver' || code === 'helpDone') return {};
  if (code === 'mayHaveTakenEffect' || code === 'unavailable') return { trouble: offerTroubles.unsure, status: 503 };
  if (code === 'tooManyRequests') return { trouble: offerTroubles.busy, status: 429 };
  const words = (refusalTexts as Record<string, string>)[code] ?? sentenceOf(code);
  return { trouble: words, status: 422 };
}
