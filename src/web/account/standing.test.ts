import { expect, test } from 'vitest'
import type { AccountView } from '#contract/account.ts'
import { standingOf } from './standing.ts'

const grants = [{ isInForce: true }] as AccountView['grants']
const on = { isActive: true, expiresOn: null, isResetPending: false, grants } as AccountView

test.each([
  ['in use', {}, 'on'],
  ['switched off, whatever else', { isActive: false, isResetPending: true }, 'off'],
  ['on its last day', { expiresOn: '2026-01-02' }, 'on'],
  ['the day it ends', { expiresOn: '2026-01-01' }, 'expired'],
  ['waiting for its password', { isResetPending: true }, 'pending'],
  ['without a grant in force', { grants: [] }, 'bare'],
])('%s', (_, change, expected) => expect(standingOf({ ...on, ...change }, '2026-01-01').value).toBe(expected))
