// Words of the registering form.

/** Before the list of what the caller's number was used for. */
export function earlierText(total: number, shown: number): string {
  return total > shown ? `这个电话反映过 ${total} 件，最近 ${shown} 件：` : `这个电话反映过 ${total} 件：`;
}

export const earlierLabel = '这个电话此前的诉求';
export const continueLabels = { none: '这是另一件事', this: '接续这件' } as const;
