// One's own offers: read anew while they are looked at, and after every answer.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { OfferCard } from '../../../contracts/offers.ts';
import { api } from '../api/api.ts';
import { newKey } from '../api/client.ts';

export const myOffersQuery = queryOptions({
  queryKey: ['my-offers'],
  queryFn: ({ signal }) => api.myOffers({ signal }),
});

export const myHelperQuery = queryOptions({
  queryKey: ['my-helper'],
  queryFn: ({ signal }) => api.myHelper({ signal }),
  retry: false,
});

/** An act on an offer. One key for one content: pressed again after a lost answer it is not done twice. */
export function useOfferAct<Body extends object>(act: (body: Body, key: string) => Promise<unknown>) {
  const queries = useQueryClient();
  const last = useRef({ key: '', content: '' });
  return useMutation({
    mutationFn: async (body: Body) => {
      const content = JSON.stringify(body);
      if (last.current.content !== content) last.current = { key: newKey(), content };
      return act(body, last.current.key);
    },
    // Refused or not, the offer may look different now: somebody else was first, or its time has passed.
    onSettled: () => queries.invalidateQueries({ queryKey: myOffersQuery.queryKey }),
  });
}

export type Sorted = { open: OfferCard[]; running: OfferCard[]; done: OfferCard[]; over: OfferCard[] };

export function sorted(items: OfferCard[]): Sorted {
  const isOpen = ({ state }: OfferCard) => state === 'sent' || state === 'seen';
  const taken = items.filter(({ state }) => state === 'accepted');
  return {
    open: items.filter(isOpen),
    running: taken.filter(({ doneAt }) => doneAt === null),
    done: taken.filter(({ doneAt }) => doneAt !== null),
    over: items.filter((card) => !isOpen(card) && card.state !== 'accepted'),
  };
}
