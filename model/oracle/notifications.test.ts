import { expect, test } from 'vitest';
import { Effects } from '../../spec/operations/effects.ts';
import { GOING_OFFLINE, WENT_OFFLINE } from '../../spec/operations/notification.ts';
import { isNotified } from './notifications.ts';

test('a notification is known by its kind, its event and its block', () => {
  const log = new Effects();
  log.notified(GOING_OFFLINE, 2);
  log.moved(GOING_OFFLINE, 2);
  log.notified(GOING_OFFLINE, 2);
  log.count = 2; // What lies behind the end was told of an earlier operation.
  const told = (index: number, event = GOING_OFFLINE, block = 2) => isNotified(log, index, event, block);
  expect([told(0), told(0, WENT_OFFLINE), told(0, GOING_OFFLINE, 3)]).toEqual([true, false, false]);
  expect([told(1), told(2)]).toEqual([false, false]);
});
