// The yardstick: a workflow whose update does one recorded insert and nothing else.
import { defineUpdate } from '@temporalio/workflow';

export type BareCommand = { action: string; payload: unknown; key: string };
export type BareAnswer = { seq: number };

export const bareUpdate = defineUpdate<BareAnswer, [BareCommand]>('record');
export const bareQueue = 'bench-bare';
export const bareType = 'bare';

export type BareActivities = { insert(no: string, seq: number, command: BareCommand): Promise<void> };
